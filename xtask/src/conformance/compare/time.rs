//! Points in time as suites write them: a number of seconds, RFC 3339 or RFC 7231.

/// Seconds since 1970 and nanoseconds after that second; nothing if the text is no time.
pub(crate) fn parse(text: &str) -> Option<(i64, u32)> {
    let text = text.trim();
    decimal(text).or_else(|| date_time(text)).or_else(|| http_date(text))
}

/// `1398796238.5`, with an exponent as Rust and Python write large numbers.
fn decimal(text: &str) -> Option<(i64, u32)> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text),
    };
    if digits.contains(['e', 'E']) {
        let value: f64 = text.parse().ok()?;
        return (value.fract() == 0.0 && value.abs() < 1e18).then_some((value as i64, 0));
    }
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let (seconds, nanos) = (whole.parse::<i64>().ok()?, nanos(fraction)?);
    Some(match (negative, nanos) {
        (false, nanos) => (seconds, nanos),
        (true, 0) => (-seconds, 0),
        (true, nanos) => (-seconds - 1, 1_000_000_000 - nanos),
    })
}

fn nanos(fraction: &str) -> Option<u32> {
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let nine: String = fraction.chars().chain("000000000".chars()).take(9).collect();
    nine.parse().ok()
}

/// `2014-04-29T18:30:38.5Z`, with an offset in place of the `Z`, or with neither.
fn date_time(text: &str) -> Option<(i64, u32)> {
    let (date, time) = text.split_once(['T', 't', ' '])?;
    let mut date = date.split('-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (date.next()??, date.next()??, date.next()??);
    let (time, offset) = match time.find(['Z', 'z', '+', '-']) {
        Some(place) => (&time[..place], offset(&time[place..])?),
        None => (time, 0),
    };
    let (clock, nanos) = clock(time)?;
    Some((days(year, month, day) * 86_400 + clock - offset, nanos))
}

fn offset(text: &str) -> Option<i64> {
    let (sign, rest) = match text.chars().next()? {
        '+' => (1, &text[1..]),
        '-' => (-1, &text[1..]),
        _ => return Some(0),
    };
    let (hours, minutes) = rest.split_once(':').or_else(|| rest.split_at_checked(2))?;
    Some(sign * (hours.parse::<i64>().ok()? * 3600 + minutes.parse::<i64>().ok()? * 60))
}

/// `Tue, 29 Apr 2014 18:30:38 GMT`
fn http_date(text: &str) -> Option<(i64, u32)> {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let (_, rest) = text.split_once(", ")?;
    let mut parts = rest.split(' ');
    let day: i64 = parts.next()?.parse().ok()?;
    let name = parts.next()?;
    let month = MONTHS.iter().position(|month| *month == name)? as i64 + 1;
    let year: i64 = parts.next()?.parse().ok()?;
    let (clock, nanos) = clock(parts.next()?)?;
    Some((days(year, month, day) * 86_400 + clock, nanos))
}

/// The seconds of a day in `18:30:38.5`.
fn clock(text: &str) -> Option<(i64, u32)> {
    let (text, fraction) = text.split_once('.').unwrap_or((text, ""));
    let mut parts = text.split(':').map(|part| part.parse::<i64>().ok());
    let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next()??);
    Some((hour * 3600 + minute * 60 + second, nanos(fraction)?))
}

/// Days since 1970-01-01. Source: "chrono-Compatible Low-Level Date Algorithms" by Howard Hinnant.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn times_are_read_in_every_form() {
        for (text, expected) in [
            ("1398796238", Some((1_398_796_238, 0))),
            ("1398796238.123", Some((1_398_796_238, 123_000_000))),
            ("-1.5", Some((-2, 500_000_000))),
            ("1.5e3", Some((1500, 0))),
            ("2014-04-29T18:30:38Z", Some((1_398_796_238, 0))),
            ("2014-04-29T19:30:38.5+01:00", Some((1_398_796_238, 500_000_000))),
            ("Tue, 29 Apr 2014 18:30:38 GMT", Some((1_398_796_238, 0))),
            ("1969-12-31T23:59:59Z", Some((-1, 0))),
            ("2015-08-30T12:36:00Z", Some((1_440_938_160, 0))),
            ("soon", None),
            ("1.x", None),
        ] {
            assert_eq!(parse(text), expected, "{text}");
        }
    }
}
