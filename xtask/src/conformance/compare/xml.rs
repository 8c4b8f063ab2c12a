//! XML documents that are the same in canonical form, once the white space around texts is gone and the entries of maps are
//! sorted.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::{Document, Node};

use super::super::suite::MapEntries;

/// An element with what counts of it.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Element {
    name: (String, String),
    attributes: BTreeMap<(String, String), String>,
    /// Prefixes and addresses that hold here.
    namespaces: BTreeSet<(String, String)>,
    content: Vec<Content>,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Content {
    Element(Element),
    Text(String),
}

/// Whose order counts.
#[derive(Clone, Copy)]
pub(super) struct Order<'a> {
    /// The members of structures come in the order of the document; that of elements with one name always counts.
    pub(super) members: bool,
    /// What entries of maps are made of, whose order never counts.
    pub(super) entries: &'a MapEntries,
}

/// The root element; nothing if the text is no XML.
pub(super) fn parse(text: &str, order: Order<'_>) -> Option<Element> {
    let document = Document::parse(text.trim()).ok()?;
    Some(element(document.root_element(), order))
}

fn element(node: Node<'_, '_>, order: Order<'_>) -> Element {
    let name = |namespace: Option<&str>, name: &str| (namespace.unwrap_or_default().to_owned(), name.to_owned());
    let tag = node.tag_name();
    Element {
        name: name(tag.namespace(), tag.name()),
        attributes: node
            .attributes()
            .map(|attribute| {
                let key = name(attribute.namespace(), attribute.name());
                (key, attribute.value().to_owned())
            })
            .collect(),
        namespaces: node
            .namespaces()
            .map(|namespace| name(namespace.name(), namespace.uri()))
            .collect(),
        content: content(node, order),
    }
}

fn content(node: Node<'_, '_>, order: Order<'_>) -> Vec<Content> {
    let mut content = Vec::new();
    for child in node.children() {
        if child.is_element() {
            content.push(Content::Element(element(child, order)));
        } else if let Some(text) = child.text().filter(|_| child.is_text()).map(str::trim)
            && !text.is_empty()
        {
            content.push(Content::Text(text.to_owned()));
        }
    }
    if !order.members {
        content.sort_by(|left, right| name(left).cmp(&name(right)));
    }
    for run in content.chunk_by_mut(|left, right| in_one_map(left, right, order.entries)) {
        run.sort();
    }
    content
}

fn name(content: &Content) -> Option<&(String, String)> {
    match content {
        Content::Element(element) => Some(&element.name),
        Content::Text(_) => None,
    }
}

/// Whether both are entries of a map, with a key and a value each.
fn in_one_map(left: &Content, right: &Content, entries: &MapEntries) -> bool {
    let (Content::Element(left), Content::Element(right)) = (left, right) else {
        return false;
    };
    let is_entry = |element: &Element| match &element.content[..] {
        [Content::Element(key), Content::Element(value)] => {
            entries.contains(&(key.name.1.clone(), value.name.1.clone()))
        }
        _ => false,
    };
    left.name == right.name && is_entry(left) && is_entry(right)
}

#[cfg(test)]
mod tests {
    use super::{Order, parse};

    #[test]
    fn what_canonical_form_keeps_counts() {
        let entries = [("key".to_owned(), "value".to_owned())].into();
        for (left, right, expected) in [
            ("<a> <b>x</b>\n</a>", "<a><b> x</b></a>", true),
            ("<a b='1' c='2'/>", "<a c='2' b='1'></a>", true),
            ("<a><b/><c/></a>", "<a><c/><b/></a>", false),
            ("<a xmlns='u'><b/></a>", "<a><b/></a>", false),
            ("<p:a xmlns:p='u'/>", "<q:a xmlns:q='u'/>", false),
            ("<a xmlns:p='u'/>", "<a/>", false),
            ("<a>&lt;</a>", "<a>&#60;</a>", true),
            (
                "<m><e><key>b</key><value/></e><e><key>a</key><value/></e></m>",
                "<m><e><key>a</key><value/></e><e><key>b</key><value/></e></m>",
                true,
            ),
            (
                "<m><e><x>b</x></e><e><x>a</x></e></m>",
                "<m><e><x>a</x></e><e><x>b</x></e></m>",
                false,
            ),
        ] {
            let order = Order {
                members: true,
                entries: &entries,
            };
            assert_eq!(parse(left, order) == parse(right, order), expected, "{left} {right}");
            assert_eq!(parse("plain", order), None);
        }
    }

    #[test]
    fn only_elements_of_one_name_have_an_order_where_members_have_none() {
        let order = Order {
            members: false,
            entries: &[].into(),
        };
        let parsed = |text| parse(text, order);
        assert_eq!(
            parsed("<a><b>1</b><c/><b>2</b></a>"),
            parsed("<a><c/><b>1</b><b>2</b></a>")
        );
        assert_ne!(parsed("<a><b>1</b><b>2</b></a>"), parsed("<a><b>2</b><b>1</b></a>"));
    }
}
