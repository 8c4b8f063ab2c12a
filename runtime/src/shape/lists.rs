//! Reflection of lists and maps.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::{Empty, Get, List, ListMut, Map, MapMut, Mut, Ref, Set};

impl<T: Get> Get for Vec<T> {
    #[inline]
    fn get(&self) -> Ref<'_> {
        Ref::List(self)
    }
}

impl<T: Set + Empty> Set for Vec<T> {
    #[inline]
    fn set(&mut self) -> Mut<'_> {
        Mut::List(self)
    }

    #[inline]
    fn reset(&mut self) {
        self.clear();
    }
}

impl<T> Empty for Vec<T> {
    #[inline]
    fn empty() -> Self {
        Self::new()
    }
}

impl<T: Get> List for Vec<T> {
    fn len(&self) -> usize {
        self.len()
    }

    fn item(&self, index: usize) -> Ref<'_> {
        self.as_slice().get(index).map_or(Ref::Null, Get::get)
    }
}

impl<T: Set + Empty> ListMut for Vec<T> {
    fn clear(&mut self) {
        self.clear();
    }

    fn push(&mut self) -> Mut<'_> {
        self.push_mut(T::empty()).set()
    }

    fn push_null(&mut self) {
        self.extend(T::null());
    }
}

impl<K: AsRef<str>, T: Get> Get for BTreeMap<K, T> {
    #[inline]
    fn get(&self) -> Ref<'_> {
        Ref::Map(self)
    }
}

impl<K: for<'a> From<&'a str> + Ord, T: Set + Empty> Set for BTreeMap<K, T> {
    #[inline]
    fn set(&mut self) -> Mut<'_> {
        Mut::Map(self)
    }

    #[inline]
    fn reset(&mut self) {
        self.clear();
    }
}

impl<K, T> Empty for BTreeMap<K, T> {
    #[inline]
    fn empty() -> Self {
        Self::new()
    }
}

impl<K: AsRef<str>, T: Get> Map for BTreeMap<K, T> {
    fn len(&self) -> usize {
        self.len()
    }

    fn entries(&self) -> Box<dyn Iterator<Item = (&str, Ref<'_>)> + '_> {
        Box::new(self.iter().map(|(key, value)| (key.as_ref(), value.get())))
    }
}

impl<K: for<'a> From<&'a str> + Ord, T: Set + Empty> MapMut for BTreeMap<K, T> {
    fn clear(&mut self) {
        self.clear();
    }

    fn slot(&mut self, key: &str) -> Mut<'_> {
        match self.entry(K::from(key)) {
            Entry::Occupied(entry) => {
                let slot = entry.into_mut();
                *slot = T::empty();
                slot.set()
            }
            Entry::Vacant(entry) => entry.insert(T::empty()).set(),
        }
    }

    fn slot_null(&mut self, key: &str) {
        match T::null() {
            Some(null) => self.insert(K::from(key), null),
            None => self.remove(&K::from(key)),
        };
    }
}
