//! Diagnostics of small models that are wrong.

use crate::diagnostic::Diagnostics;
use crate::load::botocore::load;
use crate::model::{Model, Protocol};
use crate::source::Text;

/// A model that the reader has nothing to say about.
pub(crate) fn model(text: &str) -> Model {
    let mut diagnostics = Diagnostics::default();
    let source = Text::new("m.json", text);
    let model = load(&source, &[], &mut diagnostics).expect("the text is JSON");
    assert_eq!(diagnostics.to_string(), "");
    model
}

/// What the check says of these operations and shapes.
fn problems(protocol: &str, operations: &str, shapes: &str) -> String {
    let text = format!(
        r#"{{"metadata": {{"protocol": "{protocol}"}}, "operations": {{{operations}}}, "shapes": {{{shapes}}}}}"#
    );
    let mut diagnostics = Diagnostics::default();
    super::check(&model(&text), None, &mut diagnostics);
    diagnostics.to_string()
}

#[test]
fn targets_exist_and_have_a_known_type() {
    let operations = r#""Get": {"input": {"shape": "In"}, "output": {"shape": "Out"}, "errors": [{"shape": "Gone"}]}"#;
    let shapes = r#"
        "In": {"type": "structure", "members": {
            "a": {"shape": "Strng"}, "b": {"shape": "Odd"}, "c": {"shape": "Half"}, "d": {"shape": "Numbered"},
            "e": {"shape": "Nothing"}, "f": {"shape": "Twice"}
        }},
        "Out": {"type": "string"},
        "String": {"type": "string"},
        "Odd": {"type": "quaternion"},
        "Half": {"type": "list"},
        "Numbered": {"type": "map", "key": {"shape": "Number"}, "value": {"shape": "String"}},
        "Number": {"type": "integer"},
        "Nothing": {"type": "structure", "union": true, "members": {}},
        "Twice": {"type": "string", "enum": ["a", "b", "a"]},
        "Unreached": {"type": "structure", "members": {"x": {"shape": "Nowhere"}}}
    "#;
    insta::assert_snapshot!(problems("json", operations, shapes), @r"
    error: m.json: Get: output shape `Out` is no structure
    error: m.json: Get: error shape `Gone` does not exist
    error: m.json: Half: `member` is missing
    error: m.json: Odd: unknown type `quaternion`
    error: m.json: Numbered.key: keys of maps are strings, and `Number` is none
    error: m.json: Nothing: a union without members
    error: m.json: Twice: the value `a` is listed twice
    error: m.json: In.a: target shape `Strng` does not exist
      help: a shape `String` exists; correct the model, in codegen/src/fixups.rs if it is not yours
    ");
}

#[test]
fn members_fit_where_they_travel() {
    let operations = r#""Get": {
        "http": {"method": "GE T", "requestUri": "/{Id}/{Missing}"},
        "endpoint": {"hostPrefix": "{Account}.data."},
        "input": {"shape": "In"}
    }"#;
    let shapes = r#"
        "In": {"type": "structure", "members": {
            "Id": {"shape": "String", "location": "uri"},
            "Extra": {"shape": "String", "location": "uri"},
            "Whole": {"shape": "In", "location": "header", "locationName": "x whole"},
            "Nested": {"shape": "Nested", "location": "querystring"},
            "Code": {"shape": "String", "location": "statusCode"}
        }, "required": ["Extra"]},
        "String": {"type": "string"},
        "Nested": {"type": "list", "member": {"shape": "Nested2"}},
        "Nested2": {"type": "list", "member": {"shape": "String"}}
    "#;
    insta::assert_snapshot!(problems("rest-json", operations, shapes), @r"
    error: m.json: Get: `GE T` is no HTTP method
    error: m.json: Get: the URI `/{Id}/{Missing}` has no label for `Extra` of the input
    error: m.json: Get: no member of the input is in the place of `{Missing}` in the URI
    error: m.json: Get: no member of the input is in the place of `{Account}` in the host name
    error: m.json: In.Whole: `In` cannot be a header
    error: m.json: In.Whole: `x whole` is no name of a header
    error: m.json: In.Nested: `Nested` cannot be a query parameter
    error: m.json: In.Code: `String` cannot be a status code
    ");
}

#[test]
fn endless_types_and_impossible_values_are_refused() {
    let operations = r#""Get": {"input": {"shape": "In"}}"#;
    let shapes = r#"
        "In": {"type": "structure", "members": {
            "list": {"shape": "List"}, "tree": {"shape": "Tree"}, "never": {"shape": "Never"}
        }},
        "List": {"type": "list", "member": {"shape": "Map"}},
        "Map": {"type": "map", "key": {"shape": "String"}, "value": {"shape": "List"}},
        "String": {"type": "string"},
        "Tree": {"type": "structure", "members": {"left": {"shape": "Tree"}, "all": {"shape": "Trees"}}, "required": ["all"]},
        "Trees": {"type": "list", "member": {"shape": "Tree"}},
        "Never": {"type": "structure", "members": {"again": {"shape": "Again"}}, "required": ["again"]},
        "Again": {"type": "structure", "members": {"never": {"shape": "Never"}}, "required": ["never"]}
    "#;
    insta::assert_snapshot!(problems("json", operations, shapes), @r"
    error: m.json: List: it contains itself without a structure between
    error: m.json: Never: it requires a value of itself, so that none can be made
    ");
}

#[test]
fn protocols_are_known_and_chosen_from_what_the_service_speaks() {
    insta::assert_snapshot!(problems("soap", "", ""), @r"
    error: m.json: unsupported protocol `soap`
      help: supported are `rpc-v2-cbor`, `json-1.0`, `json-1.1`, `rest-json`, `rest-xml`, `query`, `ec2`
    ");
    let text =
        r#"{"metadata": {"protocol": "json", "protocols": ["telepathy", "json"]}, "operations": {}, "shapes": {}}"#;
    let mut diagnostics = Diagnostics::default();
    super::check(&model(text), Some(Protocol::RestXml), &mut diagnostics);
    insta::assert_snapshot!(diagnostics, @r"
    error: m.json: the service does not speak `rest-xml`, which the manifest chose
      help: it speaks `json-1.1`
    warning: m.json: unsupported protocol `telepathy`
    ");
}
