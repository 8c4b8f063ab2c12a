//! What the reader makes of small models.

use super::*;
use crate::model::{ApiKeyPlace, AuthScheme, DefaultValue, Location, Member, Operation, Protocol, Shape, ShapeKind};

/// The shapes of a model of this version; `#` before a name stands for the namespace.
fn ast(version: &str, shapes: &str) -> String {
    let shapes = shapes.replace("\"#", "\"com.example#").replace("\"@", "\"smithy.api#");
    format!(r#"{{"smithy": "{version}", "shapes": {{{shapes}}}}}"#)
}

fn loaded(texts: &[String]) -> (Option<Model>, String) {
    let files = texts.iter().enumerate();
    let files: Vec<Text> = files
        .map(|(number, text)| Text::new(format!("{number}.json"), text))
        .collect();
    let mut diagnostics = Diagnostics::default();
    let model = load(&files, None, &mut diagnostics);
    (model, diagnostics.to_string())
}

/// A rest-json service with one operation `Do`, whose input is `In`, and these shapes; nothing is wrong with it.
fn model(version: &str, shapes: &str) -> Model {
    let (model, problems) = loaded(&[ast(version, &format!("{SERVICE}, {shapes}"))]);
    assert_eq!(problems, "");
    model.expect("the model has a service")
}

const SERVICE: &str = r##"
    "#Things": {"type": "service", "version": "1", "operations": [{"target": "#Do"}],
        "traits": {"aws.protocols#restJson1": {}}},
    "#Do": {"type": "operation", "input": {"target": "#In"}, "output": {"target": "@Unit"},
        "traits": {"@http": {"method": "POST", "uri": "/do"}}}"##;

fn shape<'m>(model: &'m Model, name: &str) -> &'m Shape {
    &model.shapes[model.shapes.find(name).expect("the shape is defined")]
}

fn member<'m>(model: &'m Model, owner: &str, name: &str) -> &'m Member {
    let mut members = shape(model, owner).members().iter();
    members
        .find(|member| member.name == name)
        .expect("the member is defined")
}

fn names(shape: &Shape) -> Vec<&str> {
    shape.members().iter().map(|member| member.name.as_str()).collect()
}

#[test]
fn mixins_are_copied_in_before_what_the_shape_has() {
    let model = model(
        "2.0",
        r##"
        "#Id": {"type": "structure", "members": {"id": {"target": "@String", "traits": {"@required": {}}}},
            "traits": {"@mixin": {}, "@documentation": "Has an id."}},
        "#Page": {"type": "structure", "mixins": [{"target": "#Id"}],
            "members": {"token": {"target": "@String"}},
            "traits": {"@mixin": {"localTraits": ["smithy.api#sensitive"]}, "@sensitive": {}, "@deprecated": {}}},
        "#In": {"type": "structure", "mixins": [{"target": "#Page"}],
            "members": {"own": {"target": "@Integer"}}, "traits": {"@documentation": "Own."}},
        "#In$token": {"type": "apply", "traits": {"@documentation": "Where to go on."}}"##,
    );
    let input = shape(&model, "In");
    assert_eq!(names(input), ["id", "token", "own"]);
    assert!(member(&model, "In", "id").required);
    assert_eq!(
        member(&model, "In", "token").documentation.as_deref(),
        Some("Where to go on.")
    );
    assert_eq!(input.documentation.as_deref(), Some("Own."));
    assert!(input.deprecated.is_some() && !input.sensitive);
}

#[test]
fn version_one_is_brought_up_to_two() {
    let shapes = r##"
        "#In": {"type": "structure", "members": {
            "kind": {"target": "#Kind"}, "kinds": {"target": "#Kinds"}, "count": {"target": "#Count"},
            "flag": {"target": "@PrimitiveBoolean"}}},
        "#Kind": {"type": "string", "traits": {"@enum": [
            {"value": "t2.micro", "name": "T2_MICRO", "documentation": "Small."}, {"value": "x", "name": "EXTRA"}, {"value": "y"}]}},
        "#Kinds": {"type": "set", "member": {"target": "#Kind"}},
        "#Count": {"type": "integer"}"##;
    let model = model("1.0", shapes);
    let ShapeKind::Enum(values) = &shape(&model, "Kind").kind else {
        panic!("an enum");
    };
    let values: Vec<_> = values
        .iter()
        .map(|value| (value.name.as_deref(), value.value.as_str()))
        .collect();
    assert_eq!(values, [(None, "t2.micro"), (Some("EXTRA"), "x"), (None, "y")]);
    let kinds = shape(&model, "com.example#Kinds");
    assert!(matches!(kinds.kind, ShapeKind::List(_)) && kinds.constraints.unique_items);
    // Numbers and booleans of 1.0 that are not boxed are never absent.
    assert_eq!(member(&model, "In", "count").default, Some(DefaultValue::Integer(0)));
    assert_eq!(member(&model, "In", "flag").default, Some(DefaultValue::Boolean(false)));
}

#[test]
fn defaults_that_clients_may_ignore_are_left_out() {
    let shapes = r##"
        "#In": {"type": "structure", "members": {
            "pages": {"target": "@Integer", "traits": {"@default": 10}},
            "zero": {"target": "@Integer", "traits": {"@default": 0}},
            "old": {"target": "#Old", "traits": {"@default": 0}},
            "none": {"target": "#Old", "traits": {"@default": null}},
            "later": {"target": "@String", "traits": {"@default": "x", "@addedDefault": {}}},
            "open": {"target": "@String", "traits": {"@default": "x", "@clientOptional": {}}},
            "list": {"target": "#Names", "traits": {"@default": []}}}},
        "#Old": {"type": "integer", "traits": {"@default": 0}},
        "#Names": {"type": "list", "member": {"target": "@String"}}"##;
    let model = model("2.0", shapes);
    let defaults: Vec<_> = shape(&model, "In")
        .members()
        .iter()
        .map(|member| member.default.clone())
        .collect();
    let expected = [
        Some(DefaultValue::Integer(10)),
        Some(DefaultValue::Integer(0)),
        Some(DefaultValue::Integer(0)),
        None,
        None,
        None,
    ];
    assert_eq!(defaults[..6], expected);
    assert_eq!(defaults[6], Some(DefaultValue::EmptyList));
}

#[test]
fn bindings_and_names_are_those_of_the_protocols_that_are_spoken() {
    let shapes = r##"
        "#In": {"type": "structure", "members": {
            "id": {"target": "@String", "traits": {"@httpQuery": "the-id", "@jsonName": "ID", "@xmlName": "Id"}},
            "body": {"target": "@String", "traits": {"@jsonName": "Body", "@xmlName": "body"}},
            "meta": {"target": "#Media", "traits": {"@httpHeader": "x-meta"}}}},
        "#Media": {"type": "string", "traits": {"@mediaType": "application/json"}}"##;
    let rest = model("2.0", shapes);
    assert_eq!(member(&rest, "In", "id").location, Location::Query("the-id".to_owned()));
    assert!(member(&rest, "In", "meta").json_value);
    let body = member(&rest, "In", "body");
    assert_eq!(
        (body.json_name.as_deref(), body.xml_name.as_deref()),
        (Some("Body"), None)
    );
    let texts = ast("2.0", &format!("{SERVICE}, {shapes}")).replace("restJson1", "awsJson1_0");
    let json = loaded(&[texts]).0.expect("the model has a service");
    assert_eq!(json.service.protocols, [Protocol::AwsJson1_0]);
    assert_eq!(member(&json, "In", "id").location, Location::Body);
    assert_eq!(member(&json, "In", "body").json_name, None);
}

#[test]
fn a_service_has_the_operations_of_its_resources_and_gives_them_its_errors() {
    let shapes = r##"
        "#In": {"type": "structure", "members": {}},
        "#Store": {"type": "service", "version": "1", "operations": [{"target": "#Do"}], "resources": [{"target": "#City"}],
            "errors": [{"target": "#Busy"}], "rename": {"com.other#Place": "OtherPlace"},
            "traits": {"aws.protocols#restJson1": {}, "@httpApiKeyAuth": {"name": "x-key", "in": "header", "scheme": "Key"},
                "@httpBearerAuth": {}, "@auth": ["smithy.api#httpBearerAuth", "smithy.api#httpApiKeyAuth"]}},
        "#City": {"type": "resource", "identifiers": {"id": {"target": "@String"}}, "read": {"target": "#Get"},
            "resources": [{"target": "#Street"}]},
        "#Street": {"type": "resource", "collectionOperations": [{"target": "#ListStreets"}]},
        "#Get": {"type": "operation", "input": {"target": "#In"}, "output": {"target": "#Out"}, "errors": [{"target": "#Gone"}],
            "traits": {"@auth": []}},
        "#ListStreets": {"type": "operation", "input": {"target": "#In"}, "output": {"target": "@Unit"},
            "traits": {"@optionalAuth": {}}},
        "#Out": {"type": "structure", "members": {"here": {"target": "#Place"}, "there": {"target": "com.other#Place"}}},
        "#Place": {"type": "structure", "members": {}},
        "com.other#Place": {"type": "structure", "members": {}},
        "#Busy": {"type": "structure", "members": {}, "traits": {"@error": "server", "@retryable": {"throttling": true}}},
        "#Gone": {"type": "structure", "members": {}, "traits": {"@error": "client", "@httpError": 410}}"##;
    let text = ast("2.0", &format!("{SERVICE}, {shapes}"));
    let mut diagnostics = Diagnostics::default();
    let model = load(
        &[Text::new("m.json", text)],
        Some("com.example#Store"),
        &mut diagnostics,
    );
    assert_eq!(diagnostics.to_string(), "");
    let model = model.expect("the model has the service");
    let operations: Vec<&str> = model
        .operations
        .iter()
        .map(|operation| operation.name.as_str())
        .collect();
    assert_eq!(operations, ["Do", "Get", "ListStreets"]);
    let errors = |operation: &Operation| -> Vec<String> {
        operation
            .errors
            .iter()
            .map(|error| model.shapes[*error].name.clone())
            .collect()
    };
    assert_eq!(errors(&model.operations[1]), ["Gone", "Busy"]);
    assert_eq!(names(shape(&model, "Out")), ["here", "there"]);
    assert_eq!(model.shapes[member(&model, "Out", "there").target].name, "OtherPlace");
    let key = AuthScheme::HttpApiKey {
        name: "x-key".to_owned(),
        place: ApiKeyPlace::Header,
        scheme: Some("Key".to_owned()),
    };
    assert_eq!(model.service.auth, [AuthScheme::HttpBearer, key.clone()]);
    assert_eq!(model.operations[1].auth, Some(vec![AuthScheme::NoAuth]));
    assert_eq!(
        model.operations[2].auth,
        Some(vec![AuthScheme::HttpBearer, key, AuthScheme::NoAuth])
    );
    assert_eq!(model.service.aws, None);
}

#[test]
fn several_files_are_one_model() {
    let service = ast("2.0", SERVICE);
    let input = ast(
        "2",
        r##""#In": {"type": "structure", "members": {"a": {"target": "@String"}}}"##,
    );
    let more = ast("2.0", r##""#In$a": {"type": "apply", "traits": {"@required": {}}}"##);
    let (model, problems) = loaded(&[more, service, input.clone(), input]);
    assert_eq!(problems, "");
    assert!(member(&model.expect("there is a service"), "In", "a").required);
}

#[test]
fn all_that_is_wrong_is_said_with_file_and_shape_id() {
    let first = ast(
        "2.0",
        r##""#In": {"type": "structure", "mixins": [{"target": "#Nowhere"}], "members": {"a": {}, "b": {"target": "#Kind"}},
            "traits": {"@documentation": 1}},
        "#Kind": {"type": "intEnum", "members": {"A": {"target": "@Unit"}}},
        "no id": {"type": "string"}, "#Odd": {"type": "oddity"}, "#Typeless": {},
        "#In$c": {"type": "apply", "traits": {"@required": {}}},
        "#Loop": {"type": "structure", "mixins": [{"target": "#Loop"}], "members": {}},
        "#Gone": {"type": "apply", "traits": {"@required": {}}}"##,
    );
    let second = ast(
        "2.0",
        &format!(r##"{SERVICE}, "#In": {{"type": "structure", "members": {{}}}}"##),
    )
    .replace("\"/do\"", "\"do\"");
    let third = ast("3.0", r##""#Other": {"type": "string", "colour": "red"}"##);
    let (_, problems) = loaded(&[first, second, third]);
    insta::assert_snapshot!(problems, @"
    error: 0.json: com.example#In.a: `target` is missing
    error: 0.json: no id: this is no shape ID: it should look like `com.example#Name`
    error: 0.json: com.example#Odd: unknown type `oddity`
    error: 0.json: com.example#Typeless: `type` is missing
    error: 1.json: com.example#In: the shape is defined otherwise in 0.json
    error: 2.json: version `3.0` of Smithy is not known; there are 1.0 and 2.0
    warning: 2.json: com.example#Other: unknown key `colour` of a shape is left out
    error: 0.json: com.example#Gone: traits are applied to a shape that does not exist
    error: 0.json: com.example#In: the mixin `com.example#Nowhere` does not exist
    error: 0.json: com.example#Loop: it is a mixin of itself
    error: 0.json: com.example#In.c: traits are applied to a member that does not exist
    error: 1.json: com.example#Do: the URI `do` is not valid: it does not start with `/`
    error: 0.json: com.example#In: `smithy.api#documentation` is a number, not a string
    error: 0.json: com.example#Kind.A: `smithy.api#enumValue` is null, not a whole number
    ");
}

#[test]
fn the_service_must_be_said_where_there_are_several() {
    let service = |name: &str| {
        format!(r##""#{name}": {{"type": "service", "version": "1", "traits": {{"aws.protocols#restJson1": {{}}}}}}"##)
    };
    let two = ast("2.0", &format!("{}, {}", service("One"), service("Two")));
    let mut diagnostics = Diagnostics::default();
    let files = [Text::new("m.json", two)];
    assert!(load(&files, None, &mut diagnostics).is_none());
    assert!(load(&files, Some("com.example#On"), &mut diagnostics).is_none());
    assert!(load(&files, Some("com.example#Two"), &mut diagnostics).is_some());
    assert!(load(&[Text::new("m.json", ast("2.0", ""))], None, &mut diagnostics).is_none());
    insta::assert_snapshot!(diagnostics, @"
    error: m.json: the model has 2 services, and none of them is chosen
      help: choose one of `com.example#One`, `com.example#Two`
    error: m.json: the model has no service `com.example#On`
      help: it has `com.example#One`, `com.example#Two`
    error: m.json: the model has no service
    ");
    assert_eq!(
        services(&files, &mut Diagnostics::default()),
        Some(vec!["com.example#One".to_owned(), "com.example#Two".to_owned()])
    );
}
