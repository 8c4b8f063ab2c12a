//! The survey as a table for people: a row per service, the dearest first, then sums, then what is wrong.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::record::{Checked, Record, Tool};

const MIB: f64 = 1024.0 * 1024.0;

/// How many lines of a message are shown.
const SHOWN: usize = 12;

/// The columns behind the name.
struct Row {
    name: String,
    protocol: String,
    services: Option<usize>,
    operations: usize,
    shapes: usize,
    lines: usize,
    generation: f64,
    results: Vec<Cost>,
    warnings: Option<usize>,
}

/// What a tool that builds needed.
#[derive(Clone, Copy, Default)]
struct Cost {
    cpu_seconds: Option<f64>,
    peak_bytes: Option<u64>,
}

/// The whole text; the rows of services only if they are wanted.
pub(super) fn text(records: &[Record], with_services: bool) -> String {
    let measured: Vec<Tool> = [Tool::Check, Tool::Release]
        .into_iter()
        .filter(|&tool| records.iter().any(|record| record.result(tool).is_some()))
        .collect();
    let mut rows: Vec<Row> = records
        .iter()
        .filter(|record| record.failure.is_none())
        .map(|record| row(record, &measured))
        .collect();
    rows.sort_by(|left, right| {
        cost(right)
            .total_cmp(&cost(left))
            .then_with(|| left.name.cmp(&right.name))
    });
    let mut text = String::new();
    if with_services {
        text += &table("service", &rows, &measured);
        text.push('\n');
    }
    text += &table("sum", &sums(records, &measured), &measured);
    text.push('\n');
    for tool in Tool::ALL {
        text += &verdict(records, tool);
    }
    let trouble = trouble(records);
    if !trouble.is_empty() {
        text.push('\n');
        text += &trouble;
    }
    text
}

fn row(record: &Record, measured: &[Tool]) -> Row {
    let results = measured.iter().map(|&tool| {
        let result = record.result(tool);
        Cost {
            cpu_seconds: result.and_then(|result| result.cpu_seconds),
            peak_bytes: result.and_then(|result| result.peak_bytes),
        }
    });
    let said: Vec<usize> = Tool::ALL
        .iter()
        .filter_map(|&tool| Some(record.result(tool)?.warnings))
        .collect();
    Row {
        name: record.service.clone(),
        protocol: record.protocols.join(", "),
        services: None,
        operations: record.operations,
        shapes: record.shapes,
        lines: record.lines,
        generation: record.generation.seconds(),
        results: results.collect(),
        warnings: (!said.is_empty()).then(|| said.iter().sum()),
    }
}

/// What a row is sorted by: what it costs the compiler, else the generator.
fn cost(row: &Row) -> f64 {
    let checked = row.results.iter().filter_map(|cost| cost.cpu_seconds).reduce(f64::max);
    // Any check costs more than any generation does.
    checked.map_or(row.generation, |seconds| 1e6 + seconds)
}

/// A row for each protocol that is spoken first, and one for all.
fn sums(records: &[Record], measured: &[Tool]) -> Vec<Row> {
    let mut groups: BTreeMap<&str, Vec<Row>> = BTreeMap::new();
    for record in records.iter().filter(|record| record.failure.is_none()) {
        let protocol = record.protocols.first().map_or("none", String::as_str);
        groups.entry(protocol).or_default().push(row(record, measured));
    }
    let mut sums: Vec<Row> = groups.into_iter().map(|(name, rows)| sum(name, &rows)).collect();
    let total = sum("total", &sums);
    sums.push(total);
    sums
}

fn sum(name: &str, rows: &[Row]) -> Row {
    let columns = rows.first().map_or(0, |row| row.results.len());
    let column = |index: usize| {
        let costs = || rows.iter().filter_map(move |row| row.results.get(index));
        Cost {
            cpu_seconds: costs()
                .filter_map(|cost| cost.cpu_seconds)
                .reduce(|left, right| left + right),
            peak_bytes: costs().filter_map(|cost| cost.peak_bytes).max(),
        }
    };
    Row {
        name: name.to_owned(),
        protocol: String::new(),
        services: Some(rows.iter().map(|row| row.services.unwrap_or(1)).sum()),
        operations: rows.iter().map(|row| row.operations).sum(),
        shapes: rows.iter().map(|row| row.shapes).sum(),
        lines: rows.iter().map(|row| row.lines).sum(),
        generation: rows.iter().map(|row| row.generation).sum(),
        results: (0..columns).map(column).collect(),
        warnings: rows
            .iter()
            .filter_map(|row| row.warnings)
            .reduce(|left, right| left + right),
    }
}

fn table(title: &str, rows: &[Row], measured: &[Tool]) -> String {
    let names = rows.iter().map(|row| row.name.len()).chain([title.len()]);
    let name = names.max().unwrap_or_default();
    let second = |row: &Row| {
        row.services
            .map_or_else(|| row.protocol.clone(), |count| count.to_string())
    };
    let is_sum = rows.iter().any(|row| row.services.is_some());
    let head = if is_sum { "services" } else { "protocols" };
    let protocol = rows
        .iter()
        .map(|row| second(row).len())
        .chain([head.len()])
        .max()
        .unwrap_or_default();
    let mut text = format!("{title:name$}  {head:protocol$}  operations   shapes      lines  generation");
    for tool in measured {
        let _ = write!(text, "  {:>13}  {:>7}", tool.name(), "peak");
    }
    text.push_str("  warnings\n");
    for row in rows {
        let _ = write!(
            text,
            "{:name$}  {:protocol$}  {:>10}  {:>7}  {:>9}  {:>8} ms",
            row.name,
            second(row),
            row.operations,
            row.shapes,
            row.lines,
            (row.generation * 1000.0).round()
        );
        for cost in &row.results {
            let cpu = cost.cpu_seconds.map(|seconds| format!("{seconds:.2} CPU s"));
            let peak = cost.peak_bytes.map(|bytes| format!("{:.0} MiB", bytes as f64 / MIB));
            let _ = write!(
                text,
                "  {:>13}  {:>7}",
                cpu.unwrap_or_default(),
                peak.unwrap_or_default()
            );
        }
        let warnings = row.warnings.map(|count| count.to_string());
        let _ = writeln!(text, "  {:>8}", warnings.unwrap_or_default());
    }
    text
}

/// `check: 439 services, 0 with errors, 0 with warnings`
fn verdict(records: &[Record], tool: Tool) -> String {
    let results: Vec<&Checked> = records.iter().filter_map(|record| record.result(tool)).collect();
    if results.is_empty() {
        return String::new();
    }
    let errors = results.iter().filter(|result| result.errors > 0).count();
    let warnings = results.iter().filter(|result| result.warnings > 0).count();
    format!(
        "{}: {} services, {errors} with errors, {warnings} with warnings\n",
        tool.name(),
        results.len()
    )
}

/// What failed and why, a paragraph for each.
fn trouble(records: &[Record]) -> String {
    let mut text = String::new();
    for record in records {
        if let Some(failure) = &record.failure {
            let _ = writeln!(text, "{}: not generated: {}", record.service, cut(failure));
        }
        for tool in Tool::ALL {
            let Some(result) = record.result(tool).filter(|result| !result.is_clean()) else {
                continue;
            };
            let (errors, warnings) = (result.errors, result.warnings);
            let _ = writeln!(
                text,
                "{}: {}: {errors} errors, {warnings} warnings",
                record.service,
                tool.name()
            );
            if let Some(message) = result.messages.first() {
                let _ = writeln!(text, "{}", cut(message));
            }
        }
    }
    text
}

fn cut(message: &str) -> String {
    message.trim_end().lines().take(SHOWN).collect::<Vec<_>>().join("\n")
}

/// Whether any service failed, or any tool said anything.
pub(super) fn is_clean(records: &[Record]) -> bool {
    let clean = |record: &Record| {
        record.failure.is_none()
            && Tool::ALL
                .iter()
                .all(|&tool| record.result(tool).is_none_or(Checked::is_clean))
    };
    records.iter().all(clean)
}

#[cfg(test)]
mod tests {
    use super::{is_clean, text};
    use crate::survey::record::{Checked, Generation, Record};

    fn record(service: &str, cpu_seconds: f64) -> Record {
        Record {
            service: service.to_owned(),
            protocols: vec!["json-1.1".to_owned()],
            operations: 2,
            shapes: 30,
            lines: 1200,
            generation: Generation {
                emit: 0.012,
                ..Generation::default()
            },
            check: Some(Checked {
                cpu_seconds: Some(cpu_seconds),
                peak_bytes: Some(300 << 20),
                ..Checked::default()
            }),
            ..Record::default()
        }
    }

    #[test]
    fn the_dearest_is_first_and_sums_follow() {
        let expected = "\
service  protocols  operations   shapes      lines  generation          check     peak  warnings
dear     json-1.1            2       30       1200        12 ms     2.50 CPU s  300 MiB         0
cheap    json-1.1            2       30       1200        12 ms     0.25 CPU s  300 MiB         0

sum       services  operations   shapes      lines  generation          check     peak  warnings
json-1.1  2                  4       60       2400        24 ms     2.75 CPU s  300 MiB         0
total     2                  4       60       2400        24 ms     2.75 CPU s  300 MiB         0

check: 2 services, 0 with errors, 0 with warnings
";
        let records = [record("cheap", 0.25), record("dear", 2.5)];
        assert_eq!(text(&records, true), expected);
        assert_eq!(
            text(&records, false),
            expected[expected.find("sum").expect("there are sums")..]
        );
        assert!(is_clean(&records));
    }

    #[test]
    fn what_is_wrong_stands_last() {
        let mut warned = record("warned", 1.0);
        warned.clippy = Some(Checked {
            warnings: 1,
            messages: vec!["warning: so long\n".to_owned()],
            ..Checked::default()
        });
        let mut failed = record("failed", 1.0);
        failed.check = None;
        failed.failure = Some("no shapes".to_owned());
        let records = [failed, warned];
        let text = text(&records, true);
        let expected = "\
clippy: 1 services, 0 with errors, 1 with warnings

failed: not generated: no shapes
warned: clippy: 0 errors, 1 warnings
warning: so long
";
        assert!(text.ends_with(expected), "{text}");
        assert!(!is_clean(&records));
    }
}
