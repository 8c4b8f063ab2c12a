//! The time of a signature as text, `20150830T123600Z`; reads no clock.

use super::SigningError;

/// The last second of the year 9999.
const LAST: i64 = 253_402_300_799;

/// A point in time in the form that signatures use.
pub(super) struct SigningTime(String);

impl SigningTime {
    pub(super) fn from_epoch(seconds: i64) -> Result<Self, SigningError> {
        if !(0..=LAST).contains(&seconds) {
            return Err(SigningError::Time { seconds });
        }
        let (year, month, day) = civil(seconds / 86_400);
        let of_day = seconds % 86_400;
        let mut text = String::with_capacity(16);
        push_digits(&mut text, year, 4);
        push_digits(&mut text, month, 2);
        push_digits(&mut text, day, 2);
        text.push('T');
        push_digits(&mut text, of_day / 3_600, 2);
        push_digits(&mut text, of_day / 60 % 60, 2);
        push_digits(&mut text, of_day % 60, 2);
        text.push('Z');
        Ok(Self(text))
    }

    /// The day alone: `20150830`.
    pub(super) fn date(&self) -> &str {
        self.0.split_at(8).0
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) fn into_string(self) -> String {
        self.0
    }
}

/// Year, month and day of a day since 1970, in the Gregorian calendar.
///
/// Source: `civil_from_days` in Howard Hinnant's "chrono-compatible low-level date algorithms", for days after 1970.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days / 146_097;
    let day_of_era = days % 146_097;
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    (year, month, day)
}

fn push_digits(text: &mut String, number: i64, width: u32) {
    for power in (0..width).rev() {
        let digit = number / 10_i64.pow(power) % 10;
        text.push(char::from(b'0' + u8::try_from(digit).expect("a digit is below ten")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_days_of_every_kind() {
        for (seconds, expected) in [
            (0, "19700101T000000Z"),
            (68_169_599, "19720228T235959Z"),
            (68_169_600, "19720229T000000Z"),
            (951_782_400, "20000229T000000Z"),
            (1_440_938_160, "20150830T123600Z"),
            (1_767_225_599, "20251231T235959Z"),
            (4_107_542_399, "21000228T235959Z"),
            (4_107_542_400, "21000301T000000Z"),
            (LAST, "99991231T235959Z"),
        ] {
            let time = SigningTime::from_epoch(seconds).unwrap();
            assert_eq!(time.as_str(), expected);
            assert_eq!(time.date(), &expected[..8]);
        }
    }

    #[test]
    fn refuses_other_ages() {
        for seconds in [i64::MIN, -1, LAST + 1, i64::MAX] {
            assert_eq!(
                SigningTime::from_epoch(seconds).err(),
                Some(SigningError::Time { seconds })
            );
        }
    }
}
