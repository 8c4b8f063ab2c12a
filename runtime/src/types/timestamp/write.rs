//! The text forms of a timestamp.

use std::fmt::{self, Write};

use super::calendar::Civil;
use super::{OUT_OF_RANGE, Timestamp, TimestampError};
use crate::shape::TimestampFormat;

const WEEKDAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

impl Timestamp {
    /// Appends the timestamp in this format; a format that nobody chose is RFC 3339.
    ///
    /// An HTTP date has no fraction of a second: it is dropped, as botocore does.
    ///
    /// # Errors
    ///
    /// When the format has no room for the year.
    pub(crate) fn write(self, format: TimestampFormat, out: &mut String) -> Result<(), TimestampError> {
        let written = match format {
            TimestampFormat::EpochSeconds => self.write_epoch(out),
            TimestampFormat::Unset | TimestampFormat::DateTime => self.write_date_time(self.dated()?, out),
            TimestampFormat::HttpDate => write_http_date(self.dated()?, out),
        };
        // Writing to a `String` cannot fail.
        written.map_err(|_| OUT_OF_RANGE)
    }

    fn dated(self) -> Result<Civil, TimestampError> {
        let civil = Civil::from_seconds(self.seconds);
        if (0..=9_999).contains(&civil.year) {
            Ok(civil)
        } else {
            Err(OUT_OF_RANGE)
        }
    }

    fn write_date_time(self, civil: Civil, out: &mut impl Write) -> fmt::Result {
        let Civil {
            year,
            month,
            day,
            hour,
            minute,
            second,
        } = civil;
        write!(out, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")?;
        write_fraction(self.nanoseconds, out)?;
        out.write_char('Z')
    }

    fn write_epoch(self, out: &mut impl Write) -> fmt::Result {
        // Nanoseconds count upwards: -0.25 s is second -1 and 750,000,000 ns.
        if self.seconds < 0 && self.nanoseconds > 0 {
            write!(out, "-{}", (self.seconds + 1).unsigned_abs())?;
            write_fraction(1_000_000_000 - self.nanoseconds, out)
        } else {
            write!(out, "{}", self.seconds)?;
            write_fraction(self.nanoseconds, out)
        }
    }
}

fn write_fraction(nanoseconds: u32, out: &mut impl Write) -> fmt::Result {
    if nanoseconds == 0 {
        return Ok(());
    }
    let digits = format!("{nanoseconds:09}");
    write!(out, ".{}", digits.trim_end_matches('0'))
}

fn write_http_date(civil: Civil, out: &mut impl Write) -> fmt::Result {
    let weekday = named(&WEEKDAYS, civil.weekday());
    let month = named(&MONTHS, civil.month - 1);
    let Civil {
        year,
        day,
        hour,
        minute,
        second,
        ..
    } = civil;
    write!(
        out,
        "{weekday}, {day:02} {month} {year:04} {hour:02}:{minute:02}:{second:02} GMT"
    )
}

fn named(names: &[&'static str], index: i64) -> &'static str {
    usize::try_from(index)
        .ok()
        .and_then(|index| names.get(index))
        .copied()
        .unwrap_or_default()
}

/// The number of the month, from 1.
pub(super) fn month_number(name: &[u8]) -> Option<i64> {
    (1..)
        .zip(MONTHS)
        .find(|(_, month)| month.as_bytes().eq_ignore_ascii_case(name))
        .map(|(number, _)| number)
}

/// RFC 3339, such as `1985-04-12T23:20:50.52Z`; seconds since the epoch for a year that has not four digits.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.dated() {
            Ok(civil) => self.write_date_time(civil, f),
            Err(_) => self.write_epoch(f),
        }
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::TimestampFormat::{DateTime, EpochSeconds, HttpDate};
    use crate::types::Timestamp;

    #[test]
    fn a_timestamp_is_written_in_each_format() {
        for (seconds, nanoseconds, format, expected) in [
            (0, 0, DateTime, "1970-01-01T00:00:00Z"),
            (482_196_050, 520_000_000, DateTime, "1985-04-12T23:20:50.52Z"),
            (-1, 750_000_000, DateTime, "1969-12-31T23:59:59.75Z"),
            (253_402_300_799, 0, DateTime, "9999-12-31T23:59:59Z"),
            (-62_167_219_200, 1, DateTime, "0000-01-01T00:00:00.000000001Z"),
            (1_398_796_238, 0, HttpDate, "Tue, 29 Apr 2014 18:30:38 GMT"),
            (1_398_796_238, 999, HttpDate, "Tue, 29 Apr 2014 18:30:38 GMT"),
            (1_398_796_238, 0, EpochSeconds, "1398796238"),
            (1_398_796_238, 120_000_000, EpochSeconds, "1398796238.12"),
            (-1, 750_000_000, EpochSeconds, "-0.25"),
            (-3, 500_000_000, EpochSeconds, "-2.5"),
            (i64::MIN, 1, EpochSeconds, "-9223372036854775807.999999999"),
        ] {
            let mut out = String::new();
            let time = Timestamp::new(seconds, nanoseconds).expect("the table has valid nanoseconds");
            time.write(format, &mut out)
                .expect("the table has years that can be written");
            assert_eq!(out, expected);
            if format != HttpDate {
                assert_eq!(Timestamp::parse(&out), Ok(time), "{out} read back");
            }
        }
    }

    #[test]
    fn years_without_four_digits_are_refused_where_there_is_no_room() {
        for seconds in [253_402_300_800, -62_167_219_201, i64::MIN, i64::MAX] {
            let time = Timestamp::from_secs(seconds);
            assert!(time.write(DateTime, &mut String::new()).is_err());
            assert!(time.write(HttpDate, &mut String::new()).is_err());
            assert_eq!(time.to_string(), seconds.to_string());
        }
    }
}
