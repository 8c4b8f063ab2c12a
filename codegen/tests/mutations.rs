//! Models with values out of place: whatever is in them, the generator says what is wrong or makes files.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tinsmith_codegen::{Package, Service, Source, emit, resolve_service};

/// How many changed models are tried of each.
const ROUNDS: u64 = 500;

#[test]
fn no_model_of_botocore_panics() {
    try_all("tests/cases/obstacle_course.json", |text| {
        Source::botocore("m.json", text)
    });
}

#[test]
fn no_model_of_smithy_panics() {
    try_all("../models/weather/model.json", |text| Source::Smithy {
        files: vec![tinsmith_codegen::Text::new("m.json", text)],
        service: Some("example.weather#Weather".to_owned()),
    });
}

fn try_all(path: &str, source: impl Fn(String) -> Source) {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("the model is committed");
    let model: Value = serde_json::from_str(&text).expect("the model is JSON");
    let package = Package {
        crate_name: "clients".to_owned(),
        command: "test".to_owned(),
    };
    let mut generated = 0;
    for seed in 0..ROUNDS {
        let mut changed = model.clone();
        let mut dice = Dice(seed);
        for _ in 0..=dice.below(3) {
            change(&mut changed, &model, &mut dice);
        }
        let outcome = resolve_service(&Service::new(source(changed.to_string())));
        match outcome.value {
            Some(service) => {
                emit(&service, &package);
                generated += 1;
            }
            None => assert!(
                outcome.diagnostics.has_errors(),
                "seed {seed}: refused without a reason"
            ),
        }
    }
    // Otherwise the changes would be too coarse to reach what comes behind the reader.
    assert!(
        (ROUNDS / 20..ROUNDS).contains(&generated),
        "{generated} of {ROUNDS} made files"
    );
}

/// Numbers that are the same on every machine (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let limit = u64::try_from(limit.max(1)).expect("limits are small");
        usize::try_from((mixed ^ (mixed >> 31)) % limit).expect("it is below the limit")
    }
}

/// Changes one value somewhere: to another of the model, to one of another type, or away.
fn change(value: &mut Value, model: &Value, dice: &mut Dice) {
    let place = walk(value, dice);
    let odd = [
        json!(null),
        json!(true),
        json!(-1),
        json!(1e300),
        json!(""),
        json!("é#$"),
        json!([]),
        json!({}),
    ];
    match dice.below(4) {
        0 => *place = odd[dice.below(odd.len())].clone(),
        1 => *place = walk(&mut model.clone(), dice).clone(),
        2 => {
            if let Value::Object(entries) = place {
                let key = entries.keys().nth(dice.below(entries.len())).cloned();
                let taken = key.as_deref().and_then(|key| entries.remove(key));
                if let (Some(key), Some(taken), true) = (key, taken, dice.below(2) == 0) {
                    entries.insert(key.to_ascii_uppercase(), taken);
                }
            }
        }
        _ => {
            if let Value::String(text) = place {
                let other = walk(&mut model.clone(), dice).clone();
                *text = other.as_str().map_or_else(|| text.to_ascii_lowercase(), str::to_owned);
            }
        }
    }
}

/// A value somewhere below this one.
fn walk<'v>(value: &'v mut Value, dice: &mut Dice) -> &'v mut Value {
    let below = match value {
        Value::Array(values) => values.len(),
        Value::Object(entries) => entries.len(),
        _ => 0,
    };
    if below == 0 || dice.below(8) == 0 {
        return value;
    }
    let chosen = dice.below(below);
    let next = match value {
        Value::Array(values) => values.get_mut(chosen),
        Value::Object(entries) => entries.values_mut().nth(chosen),
        _ => None,
    };
    walk(next.expect("there are that many"), dice)
}
