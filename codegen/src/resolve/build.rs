//! From a checked model to the resolved one: every name, type, place and text is decided here, in the order of the steps
//! of [`resolve`].

mod facts;
mod items;
mod members;
mod naming;
mod operations;
mod protocols;
mod reach;

use std::collections::BTreeMap;

use self::naming::Names;
use self::reach::Reach;
use super::{ItemId, Resolved};
use crate::diagnostic::Diagnostics;
use crate::docs;
use crate::model::{Model, ModelPath, Protocol, ShapeId};

/// What a manifest decides about a service.
#[derive(Debug, Clone, Default)]
pub(crate) struct Choices {
    /// The module's name; that of the AWS SDKs if absent.
    pub(crate) module: Option<String>,
    /// The protocol to use first.
    pub(crate) protocol: Option<Protocol>,
    /// Rust names by `Shape`, `Shape.Member` or `Operation` of the model.
    pub(crate) names: BTreeMap<String, String>,
    /// Whether defaults of the model hold; not those of AWS if absent.
    pub(crate) defaults: Option<bool>,
}

/// Resolves a model that the check has found sound.
pub(crate) fn resolve(model: &Model, choices: &Choices, problems: &mut Diagnostics) -> Resolved {
    let reach = Reach::of(model);
    let mut names = Names::new(model, &choices.names, problems);
    let plan = items::plan(model, &reach, &mut names);
    let mut context = Context {
        model,
        reach,
        names,
        ids: plan.ids,
        defaults: choices.defaults.unwrap_or(model.service.aws.is_none()),
    };
    let operations = operations::resolve(&mut context, &plan.roles);
    let items = items::resolve(&mut context, &plan.items, &operations);
    let docs = context.docs(model.service.documentation.as_deref(), &model.path());
    context.names.report_unused();
    Resolved {
        file: model.file.clone(),
        module: choices
            .module
            .clone()
            .unwrap_or_else(|| naming::module(&model.service.sdk_id)),
        service: model.service.clone(),
        docs,
        protocols: protocols::order(model, choices.protocol),
        operations,
        items,
    }
}

/// What the steps share.
struct Context<'a> {
    model: &'a Model,
    reach: Reach,
    names: Names<'a>,
    /// The item of each shape that became one.
    ids: BTreeMap<ShapeId, ItemId>,
    /// Whether defaults of the model hold.
    defaults: bool,
}

impl Context<'_> {
    /// A text of the model as Markdown lines.
    fn docs(&mut self, text: Option<&str>, path: &ModelPath) -> Vec<String> {
        let Some(text) = text else { return Vec::new() };
        let markdown = docs::markdown(text, self.model.docs);
        for tag in &markdown.unknown_tags {
            let message = format!("the documentation has an unknown tag `{tag}`; its text was kept");
            self.names.problems.warning(path.clone(), message);
        }
        markdown.lines
    }
}
