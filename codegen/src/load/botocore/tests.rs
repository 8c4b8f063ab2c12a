//! What the reader makes of small models.

use super::*;
use crate::model::{Fault, Location, Member, ShapeKind, Unresolved};

fn loaded(text: &str) -> (Option<Model>, String) {
    let mut diagnostics = Diagnostics::default();
    let model = load(&Text::new("m.json", text), &[], &mut diagnostics);
    (model, diagnostics.to_string())
}

/// A model of this protocol with these shapes; the reader has nothing to say about it.
fn shapes(protocol: &str, shapes: &str) -> Model {
    let text = format!(r#"{{"metadata": {{"protocol": "{protocol}"}}, "operations": {{}}, "shapes": {{{shapes}}}}}"#);
    let (model, problems) = loaded(&text);
    assert_eq!(problems, "");
    model.expect("the text is JSON")
}

fn member<'m>(model: &'m Model, shape: &str, name: &str) -> &'m Member {
    let id = model.shapes.find(shape).expect("the shape is defined");
    let members = model.shapes[id].members();
    members
        .iter()
        .find(|member| member.name == name)
        .expect("the member is defined")
}

#[test]
fn a_service_with_its_traits() {
    let (model, problems) = loaded(
        r#"{
            "version": "2.0",
            "metadata": {
                "apiVersion": "2020-01-01", "endpointPrefix": "things", "signingName": "thing", "protocol": "json",
                "protocols": ["smithy-rpc-v2-cbor", "json", "morse"], "jsonVersion": "1.0", "targetPrefix": "Things_2020",
                "serviceFullName": "AWS Things", "serviceId": "Thing Store", "signatureVersion": "v4",
                "auth": ["aws.auth#sigv4", "com.example#handshake"], "uid": "things-2020-01-01",
                "awsQueryCompatible": {}, "protocolSettings": {"h2": "optional"}
            },
            "clientContextParams": {"Fast": {"type": "boolean", "documentation": "Faster."}},
            "deprecated": true, "deprecatedMessage": "use another",
            "operations": {}, "shapes": {}, "documentation": "<p>Things.</p>"
        }"#,
    );
    assert_eq!(problems, "");
    insta::assert_debug_snapshot!(model.expect("the text is JSON").service, @r#"
    Service {
        sdk_id: "Thing Store",
        title: "AWS Things",
        abbreviation: None,
        version: "2020-01-01",
        aws: Some(
            AwsService {
                uid: Some(
                    "things-2020-01-01",
                ),
                endpoint_prefix: "things",
                global_endpoint: None,
            },
        ),
        signing_name: Some(
            "thing",
        ),
        auth: [
            SigV4,
            Unknown(
                "com.example#handshake",
            ),
        ],
        protocols: [
            RpcV2Cbor,
            AwsJson1_0,
        ],
        unknown_protocols: [
            "morse",
        ],
        target_prefix: Some(
            "Things_2020",
        ),
        json_version: Some(
            V1_0,
        ),
        xml_namespace: None,
        query_compatible: true,
        checksum_format: None,
        h2: Optional,
        client_context_params: [
            ClientContextParam {
                name: "Fast",
                ty: Boolean,
                documentation: Some(
                    "Faster.",
                ),
            },
        ],
        endpoint_rules: None,
        documentation: Some(
            "<p>Things.</p>",
        ),
        deprecated: Some(
            Deprecated {
                message: Some(
                    "use another",
                ),
                since: None,
            },
        ),
    }
    "#);
}

#[test]
fn an_operation_with_its_traits() {
    let (model, problems) = loaded(
        r#"{"metadata": {"protocol": "rest-xml"}, "shapes": {
            "In": {"type": "structure", "members": {
                "Key": {"shape": "S", "location": "uri", "locationName": "key"}}},
            "S": {"type": "string"}, "Bad": {"type": "structure", "members": {}, "exception": true}},
        "operations": {"Put": {
            "name": "Put2020", "http": {"method": "PUT", "requestUri": "/x/{key+}?put", "responseCode": 201},
            "input": {"shape": "In", "locationName": "PutRequest", "xmlNamespace": {"uri": "http://x/"}},
            "output": {"shape": "In", "resultWrapper": "PutResult"},
            "errors": [{"shape": "Bad"}, {"shape": "Bad"}],
            "documentation": "<p>Puts.</p>", "idempotent": true, "readonly": false,
            "deprecated": true, "deprecatedMessage": "no", "deprecatedSince": "2021",
            "endpoint": {"hostPrefix": "{Account}."}, "authtype": "none", "auth": ["smithy.api#noAuth"],
            "unsignedPayload": true, "httpChecksumRequired": true,
            "httpChecksum": {"requestAlgorithmMember": "A", "requestChecksumRequired": true, "responseAlgorithms": ["CRC32"]},
            "requestcompression": {"encodings": ["gzip"]},
            "staticContextParams": {"P": {"value": true}, "Q": {"value": ["a"]}},
            "operationContextParams": {"R": {"path": "keys(X)"}},
            "endpointdiscovery": {"required": true}, "endpointoperation": true
        }}}"#,
    );
    assert_eq!(problems, "");
    let model = model.expect("the text is JSON");
    insta::assert_debug_snapshot!(model.operations, @r#"
    [
        Operation {
            name: "Put",
            wire_name: Some(
                "Put2020",
            ),
            method: "PUT",
            uri: Uri {
                path: [
                    Literal(
                        "/x/",
                    ),
                    Label {
                        name: "key",
                        greedy: true,
                    },
                ],
                query: [
                    (
                        "put",
                        None,
                    ),
                ],
                text: "/x/{key+}?put",
            },
            response_code: Some(
                201,
            ),
            input: Some(
                ShapeId(
                    2,
                ),
            ),
            output: Some(
                ShapeId(
                    2,
                ),
            ),
            errors: [
                ShapeId(
                    0,
                ),
                ShapeId(
                    0,
                ),
            ],
            documentation: Some(
                "<p>Puts.</p>",
            ),
            deprecated: Some(
                Deprecated {
                    message: Some(
                        "no",
                    ),
                    since: Some(
                        "2021",
                    ),
                },
            ),
            idempotent: true,
            readonly: false,
            host_prefix: Some(
                "{Account}.",
            ),
            auth: Some(
                [
                    NoAuth,
                ],
            ),
            unsigned_payload: true,
            http_checksum: Some(
                HttpChecksum {
                    request_algorithm_member: Some(
                        "A",
                    ),
                    request_required: true,
                    validation_mode_member: None,
                    response_algorithms: [
                        "CRC32",
                    ],
                },
            ),
            http_checksum_required: true,
            request_compression: [
                Gzip,
            ],
            result_wrapper: Some(
                "PutResult",
            ),
            input_xml: Some(
                XmlRoot {
                    name: Some(
                        "PutRequest",
                    ),
                    namespace: Some(
                        XmlNamespace {
                            uri: "http://x/",
                            prefix: None,
                        },
                    ),
                },
            ),
            static_context_params: [
                StaticContextParam {
                    name: "P",
                    value: Boolean(
                        true,
                    ),
                },
                StaticContextParam {
                    name: "Q",
                    value: Strings(
                        [
                            "a",
                        ],
                    ),
                },
            ],
            operation_context_params: [
                OperationContextParam {
                    name: "R",
                    path: "keys(X)",
                },
            ],
            endpoint_discovery: Some(
                EndpointDiscovery {
                    required: true,
                },
            ),
            endpoint_operation: true,
            paginated: None,
            waiters: None,
            examples: None,
            declared: None,
        },
    ]
    "#);
    assert_eq!(
        member(&model, "In", "Key").location,
        Location::Label {
            name: "key".to_owned(),
            greedy: true
        }
    );
    assert!(member(&model, "In", "Key").required, "there is no URI without it");
}

#[test]
fn kinds_of_shapes() {
    let model = shapes(
        "rest-json",
        r#"
        "Text": {"type": "string", "sensitive": true, "min": 1, "max": 2.5, "pattern": "a+"},
        "Choice": {"type": "string", "enum": ["a", "b"]},
        "Number": {"type": "integer", "box": true},
        "Moment": {"type": "timestamp", "timestampFormat": "iso8601"},
        "Bytes": {"type": "blob", "streaming": true, "requiresLength": true},
        "Free": {"type": "structure", "members": {}, "document": true},
        "Either": {"type": "structure", "union": true, "members": {"a": {"shape": "Text"}}},
        "Events": {"type": "structure", "eventstream": true, "members": {"one": {"shape": "Event"}}},
        "Event": {"type": "structure", "event": true, "members": {"body": {"shape": "Bytes", "eventpayload": true}}},
        "Many": {"type": "list", "member": {"shape": "Text"}, "sparse": true, "flattened": true},
        "Pairs": {"type": "map", "key": {"shape": "Text"}, "value": {"shape": "Text"}},
        "Bad": {"type": "structure", "members": {}, "exception": true, "retryable": {"throttling": true},
                "error": {"code": "Worse", "httpStatusCode": 503}},
        "Odd": {"type": "quaternion"},
        "Half": {"type": "map", "key": {"shape": "Text"}}
    "#,
    );
    let shape = |name: &str| &model.shapes[model.shapes.find(name).expect("the shape is defined")];
    assert!(matches!(&shape("Choice").kind, ShapeKind::Enum(values) if values.len() == 2));
    assert!(matches!(shape("Free").kind, ShapeKind::Document));
    assert!(matches!(shape("Either").kind, ShapeKind::Union(_)) && !shape("Either").streaming);
    assert!(matches!(shape("Events").kind, ShapeKind::Union(_)) && shape("Events").streaming);
    assert!(shape("Bytes").streaming && shape("Bytes").requires_length);
    assert!(shape("Many").sparse && shape("Many").flattened && shape("Number").boxed && shape("Event").event);
    let error = shape("Bad").error.as_ref().expect("it is an exception");
    assert_eq!((error.query_code.as_deref(), error.status), (Some("Worse"), Some(503)));
    assert_eq!(error.fault, Fault::Server);
    assert!(error.retry.is_some_and(|retry| retry.throttling));
    let unresolved = |name: &str| match &shape(name).kind {
        ShapeKind::Unresolved(reason) => Some(reason.clone()),
        _ => None,
    };
    assert_eq!(
        unresolved("Odd"),
        Some(Unresolved::UnknownType("quaternion".to_owned()))
    );
    assert_eq!(unresolved("Half"), Some(Unresolved::Incomplete("value")));
    insta::assert_compact_debug_snapshot!(shape("Text").constraints, @r#"Constraints { min: Some(Integer(1)), max: Some(Float(2.5)), pattern: Some("a+"), unique_items: false }"#);
}

/// The names of a member in JSON, XML and EC2 queries.
#[test]
fn location_name_means_another_thing_in_each_protocol() {
    let text = r#"
        "S": {"type": "structure", "members": {
            "plain": {"shape": "T"},
            "named": {"shape": "T", "locationName": "other"},
            "query": {"shape": "T", "locationName": "other", "queryName": "Asked"},
            "list": {"shape": "L"},
            "flat": {"shape": "M", "flattened": true},
            "target": {"shape": "N"},
            "header": {"shape": "T", "location": "header", "locationName": "x-h"}
        }},
        "T": {"type": "string"},
        "L": {"type": "list", "flattened": true, "member": {"shape": "T", "locationName": "item"}},
        "M": {"type": "list", "member": {"shape": "T", "locationName": "item"}},
        "N": {"type": "structure", "members": {}, "locationName": "Target"}
    "#;
    let mut table = String::new();
    for protocol in ["rest-json", "json", "rest-xml", "query", "ec2"] {
        let model = shapes(protocol, text);
        table.push_str(protocol);
        for name in ["plain", "named", "query", "list", "flat", "target", "header"] {
            let member = member(&model, "S", name);
            let names = [&member.json_name, &member.xml_name, &member.ec2_name];
            let names = names.map(|name| name.as_deref().unwrap_or("-"));
            table.push_str(&format!("\n  {name}: {} {:?}", names.join(" "), member.location));
        }
        table.push('\n');
    }
    insta::assert_snapshot!(table, @r#"
    rest-json
      plain: - - - Body
      named: other - - Body
      query: other - - Body
      list: - - - Body
      flat: - - - Body
      target: Target - - Body
      header: - - - Header("x-h")
    json
      plain: - - - Body
      named: - - - Body
      query: - - - Body
      list: - - - Body
      flat: - - - Body
      target: - - - Body
      header: - - - Body
    rest-xml
      plain: - - - Body
      named: - other - Body
      query: - other - Body
      list: - item - Body
      flat: - - - Body
      target: - Target - Body
      header: - - - Header("x-h")
    query
      plain: - - - Body
      named: - other - Body
      query: - other - Body
      list: - item - Body
      flat: - - - Body
      target: - Target - Body
      header: - x-h - Body
    ec2
      plain: - - Plain Body
      named: - other Other Body
      query: - other Asked Body
      list: - item List Body
      flat: - - Flat Body
      target: - Target Target Body
      header: - x-h X-h Body
    "#);
}

#[test]
fn locations_and_payloads() {
    let model = shapes(
        "rest-json",
        r#"
        "S": {"type": "structure", "payload": "body", "members": {
            "body": {"shape": "B", "locationName": "ignored"},
            "one": {"shape": "T", "location": "querystring"},
            "all": {"shape": "M", "location": "querystring"},
            "meta": {"shape": "M", "location": "headers", "locationName": "x-meta-"},
            "status": {"shape": "I", "location": "statusCode"}
        }},
        "T": {"type": "string"}, "I": {"type": "integer"}, "B": {"type": "blob"},
        "M": {"type": "map", "key": {"shape": "T"}, "value": {"shape": "T"}}
    "#,
    );
    let location = |name| &member(&model, "S", name).location;
    assert_eq!(*location("body"), Location::Payload);
    assert_eq!(*location("one"), Location::Query("one".to_owned()));
    assert_eq!(*location("all"), Location::QueryParams);
    assert_eq!(*location("meta"), Location::PrefixHeaders("x-meta-".to_owned()));
    assert_eq!(*location("status"), Location::StatusCode);
}

#[test]
fn extras_are_merged_before_reading() {
    let text = r#"{"metadata": {"protocol": "json", "serviceId": "Old"}, "operations": {}, "shapes": {
        "S": {"type": "structure", "members": {"a": {"shape": "T"}}}, "T": {"type": "string"}}}"#;
    let extra = r#"{"version": 1.0, "merge": {"metadata": {"serviceId": "New"}, "shapes": {
        "S": {"members": {"b": {"shape": "T"}}}, "T": {"type": "timestamp"}}}}"#;
    let mut diagnostics = Diagnostics::default();
    let extras = [Text::new("x.json", extra)];
    let model = load(&Text::new("m.json", text), &extras, &mut diagnostics).expect("both texts are JSON");
    assert_eq!(diagnostics.to_string(), "");
    assert_eq!(model.service.sdk_id, "New");
    let shape = |name: &str| &model.shapes[model.shapes.find(name).expect("the shape is defined")];
    let names: Vec<&str> = shape("S").members().iter().map(|member| member.name.as_str()).collect();
    assert_eq!(names, ["a", "b"]);
    assert!(matches!(shape("T").kind, ShapeKind::Timestamp));
}

#[test]
fn everything_that_is_wrong_is_reported_at_once() {
    let (model, problems) = loaded(
        r#"{
            "metadata": {"protocol": 7, "colour": "red"},
            "operations": {
                "Get": {"http": {"requestUri": "/{", "responseCode": 7}, "errors": [{}], "input": {"shape": true}, "hue": 1},
                "Get": {"hue": 2}
            },
            "shapes": {
                "S": {"type": "structure", "required": ["a", "z"], "payload": "y", "members": {
                    "a": {"shape": "T"}, "a": {"location": "moon"}, "b": 3
                }},
                "T": {"type": "string", "type": "string", "enum": "x", "timestampFormat": "sundial", "min": "1"},
                "U": []
            },
            "surprise": 1
        }"#,
    );
    assert!(model.is_some());
    insta::assert_snapshot!(problems, @r"
    warning: m.json: unknown key `surprise` of a service is left out
    error: m.json: metadata: `protocol` is a number, not a string
    warning: m.json: metadata: unknown key `colour` of metadata is left out
    error: m.json: metadata: `protocol` is missing
    error: m.json: S: duplicate key `a`
    error: m.json: S.b: `b` is a number, not an object
    error: m.json: T: duplicate key `type`
    error: m.json: T: `enum` is a string, not a list
    error: m.json: T: unknown timestamp format `sundial`
    error: m.json: T: `min` is a string, not a number
    error: m.json: U: `U` is a list, not an object
    error: m.json: S: `required` names `z`, which is no member
    error: m.json: S: `payload` names `y`, which is no member
    error: m.json: S.a: `shape` is missing
    error: m.json: S.b: `shape` is missing
    error: m.json: duplicate key `Get`
    error: m.json: Get: the URI `/{` is not valid: a `{` has no `}` after it
    error: m.json: Get: `7` is no HTTP status code
    error: m.json: Get: an error has no `shape`
    error: m.json: Get: `shape` is a boolean, not a string
    warning: m.json: Get: unknown key `hue` of an operation is left out
    ");
}

#[test]
fn a_text_that_is_no_model_is_refused() {
    let mut all = String::new();
    for text in ["", "[]", "{}", r#"{"shapes": [], "operations": null, "metadata": 1}"#] {
        all.push_str(&loaded(text).1);
    }
    insta::assert_snapshot!(all, @r"
    error: m.json:1:1: not valid JSON: EOF while parsing a value
    error: m.json: `the model` is a list, not an object
    error: m.json: `metadata` is missing
    error: m.json: metadata: `protocol` is missing
    error: m.json: `shapes` is missing
    error: m.json: `operations` is missing
    error: m.json: metadata: `metadata` is a number, not an object
    error: m.json: metadata: `protocol` is missing
    error: m.json: `shapes` is a list, not an object
    error: m.json: `operations` is null, not an object
    ");
}
