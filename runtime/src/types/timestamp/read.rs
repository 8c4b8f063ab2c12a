//! Reading a timestamp from text, whichever of the forms it has.
//!
//! Services answer in other formats than their models say, so the form is told from the text, as botocore does.

use std::str::FromStr;

use super::calendar::Civil;
use super::write::month_number;
use super::{OUT_OF_RANGE, Timestamp, TimestampError};

const INVALID: TimestampError = TimestampError {
    reason: "expected a timestamp: a date and time, an HTTP date or seconds since 1970",
};

/// RFC 3339 (`1985-04-12T23:20:50.52Z`), an HTTP date (`Tue, 29 Apr 2014 18:30:38 GMT`) or seconds since 1970 (`1.5`).
impl FromStr for Timestamp {
    type Err = TimestampError;

    fn from_str(text: &str) -> Result<Self, TimestampError> {
        Self::parse(text)
    }
}

impl Timestamp {
    pub(crate) fn parse(text: &str) -> Result<Self, TimestampError> {
        let bytes = text.trim_ascii().as_bytes();
        let mut cursor = Cursor(bytes);
        match bytes {
            [b'0'..=b'9', b'0'..=b'9', b'0'..=b'9', b'0'..=b'9', b'-', ..] => cursor.date_time().ok_or(INVALID),
            [first, ..] if first.is_ascii_alphabetic() => cursor.http_date().ok_or(INVALID),
            _ => epoch(text.trim_ascii()),
        }
    }

    /// Reads seconds since the epoch from the nearest decimal number, which is what a service meant to send.
    pub(crate) fn from_f64(seconds: f64) -> Result<Self, TimestampError> {
        if seconds.is_finite() {
            decimal(&seconds.to_string())
        } else {
            Err(OUT_OF_RANGE)
        }
    }
}

fn epoch(text: &str) -> Result<Timestamp, TimestampError> {
    if text.contains(['e', 'E']) {
        return Timestamp::from_f64(text.parse().map_err(|_| INVALID)?);
    }
    decimal(text)
}

/// Reads a decimal number of seconds; digits behind the nanosecond are dropped.
fn decimal(text: &str) -> Result<Timestamp, TimestampError> {
    let (negative, text) = match text.strip_prefix('-') {
        Some(text) => (true, text),
        None => (false, text),
    };
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(fraction) {
        return Err(INVALID);
    }
    let seconds: i128 = whole.parse().map_err(|_| OUT_OF_RANGE)?;
    let mut cursor = Cursor(fraction.as_bytes());
    let total = seconds
        .checked_mul(NANOS)
        .and_then(|nanos| nanos.checked_add(cursor.nanoseconds().into()))
        .ok_or(OUT_OF_RANGE)?;
    let total = if negative { -total } else { total };
    let seconds = i64::try_from(total.div_euclid(NANOS)).map_err(|_| OUT_OF_RANGE)?;
    Timestamp::new(
        seconds,
        u32::try_from(total.rem_euclid(NANOS)).map_err(|_| OUT_OF_RANGE)?,
    )
}

const NANOS: i128 = 1_000_000_000;

struct Cursor<'a>(&'a [u8]);

impl Cursor<'_> {
    fn eat(&mut self, any_of: &[u8]) -> bool {
        match self.0.split_first() {
            Some((first, rest)) if any_of.contains(first) => {
                self.0 = rest;
                true
            }
            _ => false,
        }
    }

    fn must_eat(&mut self, any_of: &[u8]) -> Option<()> {
        self.eat(any_of).then_some(())
    }

    /// A number of so many digits.
    fn number(&mut self, digits: usize) -> Option<i64> {
        let (number, rest) = self.0.split_at_checked(digits)?;
        self.0 = rest;
        number.iter().try_fold(0, |value, byte| {
            byte.is_ascii_digit().then(|| value * 10 + i64::from(byte - b'0'))
        })
    }

    /// The digits of a fraction, as nanoseconds.
    fn nanoseconds(&mut self) -> u32 {
        let mut scale = 100_000_000;
        let mut nanoseconds = 0;
        while let Some((digit @ b'0'..=b'9', rest)) = self.0.split_first() {
            nanoseconds += u32::from(digit - b'0') * scale;
            scale /= 10;
            self.0 = rest;
        }
        nanoseconds
    }

    /// RFC 3339, with what services leave out: the zone (UTC then), the seconds, the time.
    fn date_time(&mut self) -> Option<Timestamp> {
        let year = self.number(4)?;
        self.must_eat(b"-")?;
        let month = self.number(2)?;
        self.must_eat(b"-")?;
        let date = Civil {
            year,
            month,
            day: self.number(2)?,
            hour: 0,
            minute: 0,
            second: 0,
        };
        if self.0.is_empty() {
            return date.seconds().map(Timestamp::from_secs);
        }
        self.must_eat(b"Tt ")?;
        let (time, nanoseconds) = self.time(date)?;
        let seconds = time.seconds()? - self.zone()?;
        self.end(seconds, nanoseconds)
    }

    /// RFC 7231 with its obsolete form of RFC 850, and with a fraction of a second.
    fn http_date(&mut self) -> Option<Timestamp> {
        let comma = self.0.iter().position(|byte| *byte == b',')?;
        self.0 = self.0.get(comma + 1..)?.trim_ascii_start();
        let day_digits = if self.0.get(1).is_some_and(u8::is_ascii_digit) {
            2
        } else {
            1
        };
        let day = self.number(day_digits)?;
        self.must_eat(b" -")?;
        let (month, rest) = self.0.split_at_checked(3)?;
        self.0 = rest;
        self.must_eat(b" -")?;
        let year = self.year()?;
        self.must_eat(b" ")?;
        let date = Civil {
            year,
            month: month_number(month)?,
            day,
            hour: 0,
            minute: 0,
            second: 0,
        };
        let (time, nanoseconds) = self.time(date)?;
        let seconds = time.seconds()? - self.zone()?;
        self.end(seconds, nanoseconds)
    }

    fn year(&mut self) -> Option<i64> {
        if self.0.get(2).is_some_and(u8::is_ascii_digit) {
            return self.number(4);
        }
        // Two digits are of RFC 850, read as POSIX does.
        let year = self.number(2)?;
        Some(if year < 69 { year + 2_000 } else { year + 1_900 })
    }

    fn time(&mut self, mut civil: Civil) -> Option<(Civil, u32)> {
        civil.hour = self.number(2)?;
        self.must_eat(b":")?;
        civil.minute = self.number(2)?;
        if self.eat(b":") {
            civil.second = self.number(2)?;
        }
        let nanoseconds = if self.eat(b".") { self.nanoseconds() } else { 0 };
        Some((civil, nanoseconds))
    }

    /// The distance from UTC in seconds.
    fn zone(&mut self) -> Option<i64> {
        self.0 = self.0.trim_ascii_start();
        match self.0 {
            [] => return Some(0),
            b"Z" | b"z" | b"GMT" | b"UTC" => {
                self.0 = &[];
                return Some(0);
            }
            _ => {}
        }
        let west = self.eat(b"-");
        if !west {
            self.must_eat(b"+")?;
        }
        let hours = self.number(2)?;
        self.eat(b":");
        let distance = hours * 3_600 + self.number(2)? * 60;
        Some(if west { -distance } else { distance })
    }

    fn end(&self, seconds: i64, nanoseconds: u32) -> Option<Timestamp> {
        if self.0.is_empty() {
            Timestamp::new(seconds, nanoseconds).ok()
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::types::Timestamp;

    #[test]
    fn the_form_is_told_from_the_text() {
        for (text, seconds, nanoseconds) in [
            ("1985-04-12T23:20:50.52Z", 482_196_050, 520_000_000),
            ("1985-04-12t23:20:50z", 482_196_050, 0),
            ("1985-04-12T23:20:50", 482_196_050, 0),
            ("1985-04-12 23:20:50", 482_196_050, 0),
            ("1985-04-12T23:20Z", 482_196_000, 0),
            ("1985-04-12", 482_112_000, 0),
            ("1985-04-13T01:20:50+02:00", 482_196_050, 0),
            ("1985-04-12T15:50:50-0730", 482_196_050, 0),
            ("2016-12-31T23:59:60Z", 1_483_228_800, 0),
            (" 2014-04-29T18:30:38Z\n", 1_398_796_238, 0),
            ("Tue, 29 Apr 2014 18:30:38 GMT", 1_398_796_238, 0),
            ("Sun, 02 Jan 2000 20:34:56.456 GMT", 946_845_296, 456_000_000),
            ("Tue, 1 Apr 2014 18:30:38 GMT", 1_396_377_038, 0),
            ("Sunday, 06-Nov-94 08:49:37 GMT", 784_111_777, 0),
            ("Tue, 29 Apr 2014 20:30:38 +0200", 1_398_796_238, 0),
            ("1398796238", 1_398_796_238, 0),
            ("1398796238.1234567891", 1_398_796_238, 123_456_789),
            ("1.398796238e9", 1_398_796_238, 0),
            ("15e-1", 1, 500_000_000),
            ("-0.25", -1, 750_000_000),
            ("0", 0, 0),
        ] {
            assert_eq!(
                text.parse::<Timestamp>().ok(),
                Timestamp::new(seconds, nanoseconds).ok(),
                "{text}"
            );
        }
    }

    #[test]
    fn texts_that_are_no_timestamp_are_refused() {
        for text in [
            "",
            "-",
            ".",
            "1.",
            "now",
            "1985-04-12T",
            "1985-04-12T23:20:50X",
            "1985-04-12T23:20:50+1",
            "1985-13-12T23:20:50Z",
            "1985-02-30T23:20:50Z",
            "1985-04-12T24:00:00Z",
            "Tue, 29 Abc 2014 18:30:38 GMT",
            "Tue, 29 Apr 2014",
            "1e400",
            "99999999999999999999",
            "999999999999999999999999999999999999999999",
            "NaN",
            "Infinity",
        ] {
            assert!(text.parse::<Timestamp>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_nearest_decimal_of_a_float_is_meant() {
        for (seconds, whole, nanoseconds) in [
            (1_748_865_600.25, 1_748_865_600, 250_000_000),
            (1_576_540_098.123, 1_576_540_098, 123_000_000),
            (-0.25, -1, 750_000_000),
            (5e-324, 0, 0),
        ] {
            assert_eq!(
                Timestamp::from_f64(seconds).ok(),
                Timestamp::new(whole, nanoseconds).ok(),
                "{seconds}"
            );
        }
        for seconds in [f64::NAN, f64::INFINITY, 1e300, f64::MIN] {
            assert!(Timestamp::from_f64(seconds).is_err(), "{seconds}");
        }
    }
}
