//! A figure beside what it is compared with, as text and as JSON; knows not how it was measured.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Serialize;

use super::known::{Known, SOURCE};

/// What a step has measured.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    title: String,
    figures: Vec<Figure>,
    /// How it was measured, and what could not be.
    remarks: Vec<String>,
}

/// One number.
#[derive(Debug, Serialize)]
struct Figure {
    name: String,
    unit: Unit,
    ours: f64,
    official: Option<f64>,
    target: Option<f64>,
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(super) enum Unit {
    #[serde(rename = "CPU s")]
    CpuSeconds,
    #[serde(rename = "s")]
    Seconds,
    #[serde(rename = "µs")]
    Microseconds,
    #[serde(rename = "MB")]
    Megabytes,
    #[serde(rename = "MiB")]
    Mebibytes,
    #[serde(rename = "%")]
    Percent,
    #[serde(rename = "")]
    Count,
}

impl Unit {
    fn name(self) -> &'static str {
        match self {
            Self::CpuSeconds => "CPU s",
            Self::Seconds => "s",
            Self::Microseconds => "µs",
            Self::Megabytes => "MB",
            Self::Mebibytes => "MiB",
            Self::Percent => "%",
            Self::Count => "",
        }
    }

    /// Three digits that mean something, whole numbers where they are large.
    fn text(self, value: f64) -> String {
        let decimals = match value.abs() {
            _ if self == Self::Count => 0,
            size if size >= 100.0 => 0,
            size if size >= 10.0 => 1,
            _ => 2,
        };
        format!("{value:.decimals$}")
    }
}

impl Report {
    pub(super) fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            figures: Vec::new(),
            remarks: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, name: impl Into<String>, unit: Unit, ours: f64, known: Known) {
        self.figures.push(Figure {
            name: name.into(),
            unit,
            ours,
            official: known.official,
            target: known.target,
        });
    }

    pub(super) fn remark(&mut self, text: impl Into<String>) {
        self.remarks.push(text.into());
    }

    /// A table, and the remarks below it.
    pub(super) fn text(&self) -> String {
        let head = ["", "ours", "official", "ratio", "target", ""].map(str::to_owned);
        let rows: Vec<[String; 6]> = [head].into_iter().chain(self.figures.iter().map(Figure::row)).collect();
        let mut widths = [0; 6];
        for row in &rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = cell.chars().count().max(*width);
            }
        }
        let mut text = format!("{}\n", self.title);
        for row in rows.iter().filter(|_| !self.figures.is_empty()) {
            let mut line = String::new();
            for (column, (cell, width)) in row.iter().zip(widths).enumerate() {
                let _ = match column {
                    0 | 5 => write!(line, "  {cell:width$}"),
                    _ => write!(line, "  {cell:>width$}"),
                };
            }
            let _ = writeln!(text, "{}", line.trim_end());
        }
        for remark in &self.remarks {
            let _ = writeln!(text, "  {remark}");
        }
        text
    }
}

impl Figure {
    fn row(&self) -> [String; 6] {
        let name = match self.unit.name() {
            "" => self.name.clone(),
            unit => format!("{}, {unit}", self.name),
        };
        let text = |value: f64| self.unit.text(value);
        let missed = self.target.filter(|target| self.ours > *target);
        [
            name,
            text(self.ours),
            self.official.map(text).unwrap_or_default(),
            self.official
                .map(|official| ratio(official, self.ours))
                .unwrap_or_default(),
            self.target.map(|target| format!("≤ {target}")).unwrap_or_default(),
            missed
                .map(|target| format!("missed by {:.0} %", (self.ours / target - 1.0) * 100.0))
                .unwrap_or_default(),
        ]
    }
}

/// How many times smaller ours is.
fn ratio(official: f64, ours: f64) -> String {
    if ours <= 0.0 {
        return String::new();
    }
    let times = official / ours;
    let decimals = usize::from(times < 10.0);
    format!("1/{times:.decimals$}")
}

/// Writes all that was measured.
pub(super) fn write_json(path: &Path, reports: &[Report]) -> Result<()> {
    #[derive(Serialize)]
    struct All<'a> {
        official: &'static str,
        steps: &'a [Report],
    }
    let all = All {
        official: SOURCE,
        steps: reports,
    };
    let mut text = serde_json::to_string_pretty(&all).context("the figures cannot be written as JSON")?;
    text.push('\n');
    fs::write(path, text).with_context(|| format!("`{}` cannot be written", path.display()))
}

#[cfg(test)]
mod tests {
    use super::super::known::Known;
    use super::{Report, Unit, ratio, write_json};

    fn report() -> Report {
        let known = |official, target| Known { official, target };
        let mut report = Report::new("title");
        report.add("check", Unit::CpuSeconds, 21.34, known(Some(126.6), Some(25.0)));
        report.add("lines", Unit::Count, 61_000.0, known(Some(537_943.0), Some(50_000.0)));
        report.add("own", Unit::Microseconds, 0.128, Known::default());
        report.remark("a remark");
        report
    }

    #[test]
    fn the_table_tells_what_is_missed() {
        let expected = "title\n\
            \u{20}                ours  official  ratio   target\n\
            \u{20} check, CPU s   21.3       127  1/5.9     ≤ 25\n\
            \u{20} lines         61000    537943  1/8.8  ≤ 50000  missed by 22 %\n\
            \u{20} own, µs        0.13\n\
            \u{20} a remark\n";
        assert_eq!(report().text(), expected);
    }

    #[test]
    fn a_report_without_figures_has_no_table() {
        let mut report = Report::new("title");
        report.remark("skipped");
        assert_eq!(report.text(), "title\n  skipped\n");
    }

    #[test]
    fn ratios_have_as_many_digits_as_they_mean() {
        for (official, ours, expected) in [
            (24.0, 3.0, "1/8.0"),
            (345.0, 9.0, "1/38"),
            (1.0, 4.0, "1/0.2"),
            (1.0, 0.0, ""),
        ] {
            assert_eq!(ratio(official, ours), expected);
        }
    }

    #[test]
    fn the_figures_are_written_as_json() {
        let folder = tempfile::tempdir().expect("there is room for temporary files");
        let path = folder.path().join("figures.json");
        write_json(&path, &[report()]).expect("the file can be written");
        let text = std::fs::read_to_string(path).expect("the file was written");
        let read: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
        let first = &read["steps"][0]["figures"][0];
        assert_eq!(
            (first["unit"].as_str(), first["target"].as_f64()),
            (Some("CPU s"), Some(25.0))
        );
    }
}
