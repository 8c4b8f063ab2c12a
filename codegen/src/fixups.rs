//! Corrections of models of botocore that are wrong as published, one function each; a correction that finds nothing to
//! correct is an error, so that none outlives its reason.

use crate::diagnostic::Diagnostics;
use crate::model::{Model, ShapeKind};

/// A correction.
struct Fixup {
    /// The `sdk_id` of the service that it is for.
    service: &'static str,
    /// What it does, as a diagnostic names it.
    name: &'static str,
    /// Corrects the model, and says whether there was anything to correct.
    apply: fn(&mut Model) -> bool,
}

/// Every correction.
const FIXUPS: &[Fixup] = &[
    Fixup {
        service: "DynamoDB",
        name: "an attribute value is a union",
        apply: attribute_value_is_a_union,
    },
    Fixup {
        service: "DynamoDB Streams",
        name: "an attribute value is a union",
        apply: attribute_value_is_a_union,
    },
];

/// C2J had no unions when DynamoDB was modelled, so botocore has a structure of which exactly one member may be set.
/// In the Smithy model of the service `com.amazonaws.dynamodb#AttributeValue` is a union, and so it is in the AWS SDKs.
fn attribute_value_is_a_union(model: &mut Model) -> bool {
    let Some(id) = model.shapes.find("AttributeValue") else {
        // Cut away: nothing is wrong with what is left.
        return true;
    };
    let shape = &mut model.shapes[id];
    let ShapeKind::Structure(members) = &mut shape.kind else {
        return false;
    };
    shape.kind = ShapeKind::Union(std::mem::take(members));
    true
}

/// Applies the corrections that are for this service.
pub(crate) fn apply(model: &mut Model, diagnostics: &mut Diagnostics) {
    apply_all(FIXUPS, model, diagnostics);
}

fn apply_all(fixups: &[Fixup], model: &mut Model, diagnostics: &mut Diagnostics) {
    for fixup in fixups {
        if fixup.service == model.service.sdk_id && !(fixup.apply)(model) {
            diagnostics
                .error(
                    model.path(),
                    format!("the correction `{}` found nothing to correct", fixup.name),
                )
                .help("the model has changed: remove the correction from codegen/src/fixups.rs");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::passes::check::tests::model;

    #[test]
    fn an_attribute_value_is_a_union_once() {
        let text = r#"{
            "metadata": {"protocol": "json", "serviceId": "DynamoDB"},
            "operations": {},
            "shapes": {"AttributeValue": {"type": "structure", "members": {"S": {"shape": "String"}}}, "String": {"type": "string"}}
        }"#;
        let mut model = model(text);
        assert!(attribute_value_is_a_union(&mut model));
        let id = model.shapes.find("AttributeValue").expect("the model defines it");
        assert!(matches!(&model.shapes[id].kind, ShapeKind::Union(members) if members.len() == 1));
        assert!(!attribute_value_is_a_union(&mut model));
    }

    fn make_readonly(model: &mut Model) -> bool {
        let mut changed = false;
        for operation in model.operations.iter_mut().filter(|operation| !operation.readonly) {
            operation.readonly = true;
            changed = true;
        }
        changed
    }

    #[test]
    fn a_correction_without_effect_is_an_error() {
        let fixup = |service| Fixup {
            service,
            name: "everything only reads",
            apply: make_readonly,
        };
        let mut model =
            model(r#"{"metadata": {"protocol": "json", "serviceId": "S"}, "operations": {"Get": {}}, "shapes": {}}"#);
        let mut diagnostics = Diagnostics::default();
        apply_all(&[fixup("S"), fixup("Other")], &mut model, &mut diagnostics);
        assert!(!diagnostics.has_errors() && model.operations.iter().all(|operation| operation.readonly));
        apply_all(&[fixup("S")], &mut model, &mut diagnostics);
        insta::assert_snapshot!(diagnostics, @r"
        error: m.json: the correction `everything only reads` found nothing to correct
          help: the model has changed: remove the correction from codegen/src/fixups.rs
        ");
    }
}
