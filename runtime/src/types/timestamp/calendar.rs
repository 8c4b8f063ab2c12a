//! Seconds since the epoch and the Gregorian calendar. Nothing here knows a text form.
//!
//! Source: Howard Hinnant, "chrono-compatible low-level date algorithms".

const SECONDS_PER_DAY: i64 = 86_400;
/// Days of 400 years, after which the calendar repeats.
const DAYS_PER_ERA: i64 = 146_097;
/// Days from 0000-03-01 to 1970-01-01.
const EPOCH: i64 = 719_468;

/// A date and a time of day in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Civil {
    pub(super) year: i64,
    /// From 1.
    pub(super) month: i64,
    /// From 1.
    pub(super) day: i64,
    pub(super) hour: i64,
    pub(super) minute: i64,
    pub(super) second: i64,
}

impl Civil {
    /// The date and time at these seconds since the epoch.
    pub(super) fn from_seconds(seconds: i64) -> Self {
        let (days, rest) = (seconds.div_euclid(SECONDS_PER_DAY), seconds.rem_euclid(SECONDS_PER_DAY));
        let days = days + EPOCH;
        let (era, day_of_era) = (days.div_euclid(DAYS_PER_ERA), days.rem_euclid(DAYS_PER_ERA));
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month = (5 * day_of_year + 2) / 153;
        let (next_year, month_from_1) = if month < 10 { (0, month + 3) } else { (1, month - 9) };
        Self {
            year: era * 400 + year_of_era + next_year,
            month: month_from_1,
            day: day_of_year - (153 * month + 2) / 5 + 1,
            hour: rest / 3_600,
            minute: rest / 60 % 60,
            second: rest % 60,
        }
    }

    /// The seconds since the epoch, if there is such a date and time. A leap second counts as the next second.
    pub(super) fn seconds(&self) -> Option<i64> {
        let valid = (0..=9_999).contains(&self.year)
            && (1..=12).contains(&self.month)
            && (1..=self.days_of_month()).contains(&self.day)
            && (0..24).contains(&self.hour)
            && (0..60).contains(&self.minute)
            && (0..=60).contains(&self.second);
        valid.then(|| (self.days() * SECONDS_PER_DAY) + self.hour * 3_600 + self.minute * 60 + self.second)
    }

    /// The day of the week, 0 for Sunday.
    pub(super) fn weekday(&self) -> i64 {
        // 1970-01-01 was a Thursday.
        (self.days() + 4).rem_euclid(7)
    }

    fn days(&self) -> i64 {
        let year = if self.month <= 2 { self.year - 1 } else { self.year };
        let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let month = if self.month > 2 { self.month - 3 } else { self.month + 9 };
        let day_of_year = (153 * month + 2) / 5 + self.day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * DAYS_PER_ERA + day_of_era - EPOCH
    }

    fn days_of_month(&self) -> i64 {
        let leap = self.year % 4 == 0 && (self.year % 100 != 0 || self.year % 400 == 0);
        match self.month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Civil;

    #[test]
    fn every_day_of_ten_thousand_years_comes_back() {
        let first = -62_167_219_200; // 0000-01-01T00:00:00Z
        for day in 0..3_652_425 {
            let seconds = first + day * 86_400 + day % 86_400;
            assert_eq!(Civil::from_seconds(seconds).seconds(), Some(seconds));
        }
    }

    #[test]
    fn extreme_seconds_have_a_date() {
        for seconds in [i64::MIN, i64::MAX] {
            let civil = Civil::from_seconds(seconds);
            assert!(
                (1..=12).contains(&civil.month) && (1..=31).contains(&civil.day),
                "{civil:?}"
            );
        }
    }

    #[test]
    fn days_that_do_not_exist_are_refused() {
        let date = |year, month, day| {
            Civil {
                year,
                month,
                day,
                hour: 0,
                minute: 0,
                second: 0,
            }
            .seconds()
        };
        for (year, month, day, exists) in [
            (2000, 2, 29, true),
            (1900, 2, 29, false),
            (2023, 2, 29, false),
            (2024, 4, 31, false),
            (2024, 13, 1, false),
            (2024, 0, 1, false),
            (2024, 1, 0, false),
            (10_000, 1, 1, false),
        ] {
            assert_eq!(date(year, month, day).is_some(), exists, "{year}-{month}-{day}");
        }
    }
}
