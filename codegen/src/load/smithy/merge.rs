//! Laying the members and properties of one shape over those of another.

use super::super::reader::Reader;
use super::ast::{Member, Property};

/// Adds members; one that is there already gets the traits of the other, and keeps its place.
pub(super) fn members<'j>(known: &mut Vec<Member<'j>>, others: &[Member<'j>], owner: &str, reader: &mut Reader<'_>) {
    for other in others {
        let Some(member) = known.iter_mut().find(|member| member.name == other.name) else {
            known.push(other.clone());
            continue;
        };
        if let (Some(target), Some(before)) = (other.target, member.target)
            && target != before
        {
            let message = format!("it targets `{target}`, but `{before}` where it is inherited from");
            reader.error(super::place(owner).member(&other.name), message);
        }
        member.target = member.target.or(other.target);
        member.traits.overlay(&other.traits);
    }
}

/// Adds properties: lists grow, anything else is replaced.
pub(super) fn properties<'j>(known: &mut Vec<(&'j str, Property<'j>)>, others: &[(&'j str, Property<'j>)]) {
    for (key, other) in others {
        match known.iter_mut().find(|(name, _)| name == key) {
            None => known.push((key, other.clone())),
            Some((_, property)) if adds(property, key) => {
                if let (Property::Targets(targets), Property::Targets(more)) = (property, other) {
                    let new: Vec<&str> = more.iter().copied().filter(|id| !targets.contains(id)).collect();
                    targets.extend(new);
                }
            }
            Some((_, property)) => *property = other.clone(),
        }
    }
}

/// Whether a property is a list to which others add.
fn adds(property: &Property<'_>, key: &str) -> bool {
    let grows = matches!(key, "operations" | "collectionOperations" | "resources" | "errors");
    grows && matches!(property, Property::Targets(_))
}
