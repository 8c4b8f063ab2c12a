//! Names that have to differ from each other: a deterministic rule for those that do not.

use std::collections::BTreeSet;

/// The names that are taken in one place, such as the fields of a structure or the modules of a folder.
#[derive(Debug, Clone, Default)]
pub(crate) struct Scope {
    taken: BTreeSet<String>,
    reserved: &'static [&'static str],
}

impl Scope {
    /// A scope in which some names have another meaning.
    pub(crate) fn reserving(reserved: &'static [&'static str]) -> Self {
        Self {
            taken: BTreeSet::new(),
            reserved,
        }
    }

    /// Takes the name, or the nearest that is free: a reserved name gets one trailing underscore, and the second of a
    /// kind a `2`. The flag says whether another name of the model was in the way.
    pub(crate) fn take(&mut self, wanted: &str) -> (String, bool) {
        let plain = if self.reserved.contains(&wanted) {
            format!("{wanted}_")
        } else {
            wanted.to_owned()
        };
        if self.taken.insert(plain.clone()) {
            return (plain, false);
        }
        let free = (2_u32..)
            .map(|number| format!("{plain}{number}"))
            .find(|name| !self.taken.contains(name))
            .expect("a scope holds fewer than 2^32 names");
        self.taken.insert(free.clone());
        (free, true)
    }

    /// Takes exactly this name, whatever else has it.
    pub(crate) fn claim(&mut self, name: &str) {
        self.taken.insert(name.to_owned());
    }

    /// Whether a name is taken.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.taken.contains(name)
    }
}

#[cfg(test)]
mod tests {
    use super::Scope;

    #[test]
    fn the_first_keeps_its_name_and_the_others_are_numbered() {
        let mut scope = Scope::reserving(&["new"]);
        assert_eq!(scope.take("red"), ("red".to_owned(), false));
        assert_eq!(scope.take("red"), ("red2".to_owned(), true));
        assert_eq!(scope.take("red2"), ("red22".to_owned(), true));
        assert_eq!(scope.take("new"), ("new_".to_owned(), false));
        assert_eq!(scope.take("new_"), ("new_2".to_owned(), true));
    }
}
