//! The blocks of generated code: what they expand to compiles, reflects, builds, compares and redacts.

mod required {
    #![allow(
        non_camel_case_types,
        missing_docs,
        reason = "marker types are called like the members that they mark"
    )]
    tinsmith::required! { instance_id; tags; }
}

use std::collections::{BTreeMap, HashSet};

use tinsmith::shape::{Empty, Flags, Get, Kind, Location, Mut, Ref, Reflect, ReflectMut};
use tinsmith::types::{Blob, Document, Timestamp};
use tinsmith::{enumeration, structure, union};

structure! {
    /// An input with two required members.
    pub struct Request: input(RequestBuilder) {
        /// The id.
        [required] pub instance_id: String = "InstanceId" label;
        /// Nested collections.
        [required] pub tags: BTreeMap<String, Vec<String>> = "Tags";
        /// An optional enum.
        pub color: Option<Color> = "Color" query("color");
        /// An optional secret.
        pub password: Option<String> = "Password" sensitive;
        /// A list of structures.
        pub items: Option<Vec<Node>> = "Items" xml_name("Item") item(&tinsmith::shape::Element::NEW.xml_name("item"));
        /// Bytes.
        pub data: Option<Blob> = "Data";
        /// Free form.
        pub free: Option<Document> = "Free";
        /// A number.
        pub size: Option<i32> = "Size";
        /// A keyword.
        pub r#type: Option<String> = "Type";
    }
}

structure! {
    /// An input where nothing is required.
    pub struct ListRequest: input(ListRequestBuilder + Default) {
        /// The page.
        pub next_token: Option<String> = "NextToken";
    }
}

structure! {
    /// A recursive structure.
    pub struct Node: output {
        /// When.
        pub at: Option<Timestamp> = "At" http_date;
        /// The next.
        pub next: Option<Box<Node>> = "Next";
        /// What.
        pub value: Value = "Value" required;
    }
}

union! {
    /// A union.
    pub enum Value: output(Unknown) {
        /// Text.
        Text(String) = "text";
        /// A node.
        Node(Box<Node>) = "node";
        /// Secret.
        Secret(String) = "secret" sensitive;
    }
}

enumeration! {
    /// Colors.
    pub enum Color: Unknown {
        Red = "red";
        LightBlue = "light.blue";
    }
}

structure! {
    /// A structure whose members have defaults, be they optional or required.
    pub struct Settings: output(SettingsBuilder + Default) {
        /// A number.
        pub limit: Option<i32> = "Limit" => 10_i32;
        /// Text, required.
        pub name: String = "Name" required json_name("n") => "none";
        /// An enum.
        pub color: Option<Color> = "Color" => "red";
        /// Bytes.
        pub data: Option<Blob> = "Data" => b"abc";
        /// An empty list.
        pub tags: Option<Vec<String>> = "Tags" => [];
        /// An empty map.
        pub counts: BTreeMap<String, i32> = "Counts" => [];
        /// Free form.
        pub free: Option<Document> = "Free" => true;
        /// Free form, and empty.
        pub list: Option<Document> = "List" => Document::Array([].into());
        /// The same as a map.
        pub map: Document = "Map" => Document::Object([].into());
        /// None.
        pub other: Option<bool> = "Other";
    }
}

#[test]
fn defaults_hold_until_a_member_is_set() {
    for settings in [Settings::empty(), Settings::default(), Settings::builder().build()] {
        assert_eq!(settings.limit, Some(10));
        assert_eq!(settings.name, "none");
        assert_eq!(settings.color, Some(Color::Red));
        assert_eq!(settings.data.as_deref(), Some(&b"abc"[..]));
        assert_eq!(settings.tags.as_deref(), Some(&[][..]));
        assert_eq!(settings.free, Some(Document::Boolean(true)));
        assert_eq!(settings.list, Some(Document::Array(Vec::new())));
        assert_eq!(settings.map, Document::Object(BTreeMap::new()));
        assert_eq!(settings.other, None);
    }
    let settings = Settings::builder().limit(1).name("x").color("light.blue").build();
    assert_eq!(
        (settings.limit, settings.name.as_str(), settings.color),
        (Some(1), "x", Some(Color::LightBlue))
    );
}

fn request() -> Request {
    Request::builder()
        .instance_id("i-1")
        .tags([("a", ["x", "y"])])
        .color("light.blue")
        .password("hunter2")
        .items([Node::empty()])
        .data(b"abc")
        .size(7)
        .r#type(Some("t"))
        .build()
}

#[test]
fn enums_are_their_texts() {
    let spelled = Color::Unknown("light.blue".to_owned());
    assert_eq!(spelled, Color::LightBlue);
    assert_eq!(format!("{spelled:?} {spelled}"), "\"light.blue\" light.blue");
    let counts = BTreeMap::from([(Color::Red, 1), (Color::LightBlue, 2), (Color::from("pink"), 3)]);
    let order: Vec<&str> = counts.keys().map(Color::as_str).collect();
    assert_eq!(order, ["light.blue", "pink", "red"]);
    assert_eq!(counts.get(&spelled), Some(&2));
    assert_eq!(HashSet::from([spelled, Color::LightBlue]).len(), 1);
}

#[test]
fn setters_take_what_converts() {
    let request = request();
    assert_eq!(request.instance_id, "i-1");
    assert_eq!(request.tags["a"], ["x", "y"]);
    assert_eq!(request.color, Some(Color::LightBlue));
    assert_eq!(request.data.as_deref(), Some(&b"abc"[..]));
    assert_eq!(request.size, Some(7));
    assert_eq!(request.r#type.as_deref(), Some("t"));
}

#[test]
fn setters_come_in_any_order_and_may_be_repeated() {
    let request = Request::builder()
        .tags([])
        .instance_id(String::from("a"))
        .instance_id("b")
        .items([])
        .build();
    assert_eq!(request.instance_id, "b");
    assert_eq!(request.items, Some(vec![]));
    assert_eq!(ListRequest::default(), ListRequest::builder().build());
}

#[test]
fn debug_redacts_sensitive_members() {
    let text = format!("{:?}", request());
    assert!(text.contains("instance_id: \"i-1\""), "{text}");
    assert!(text.contains("password: redacted"), "{text}");
    assert!(!text.contains("hunter2"), "{text}");
    assert_eq!(format!("{:?}", Value::Secret("s3".into())), "Secret(redacted)");
    assert_eq!(format!("{:?}", Value::Text("t".into())), "Text(\"t\")");
}

#[test]
fn shapes_describe_their_members() {
    let request = request();
    let shape = request.shape();
    assert_eq!((shape.name, shape.kind), ("Request", Kind::Structure));
    assert_eq!(shape.members[0].location, Location::Label);
    assert_eq!(shape.members[2].location, Location::Query("color"));
    assert!(shape.members[3].has(Flags::SENSITIVE));
    assert_eq!(shape.members[4].value.items().xml_name, "item");
    assert!(matches!(
        request.member(2).map(Get::get),
        Some(Ref::String("light.blue"))
    ));
    assert!(request.member(99).is_none());
}

#[test]
fn a_value_is_written_by_index() {
    let mut node = Node::empty();
    let Some(Mut::Structure(next)) = node.member_mut(1).map(|slot| slot.set()) else {
        panic!("a structure")
    };
    let Some(Mut::Union(value)) = next.member_mut(2).map(|slot| slot.set()) else {
        panic!("a union")
    };
    let Some(Mut::String(text)) = value.member_mut(0).map(|slot| slot.set()) else {
        panic!("a string")
    };
    text.push_str("inner");
    let next = node.next.as_deref().expect("just set");
    assert_eq!(next.value, Value::Text("inner".to_owned()));
    assert_ne!(*next, node);
}
