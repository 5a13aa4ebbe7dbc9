//! A moment as people type it: a day, or a day and a time in the controller's zone.

use basics::{Day, Instant, Zone};

/// What a text such as `24.11.2026` or `24.11.2026 10.30` means: its first instant and the one
/// after its last. The clock counts from the beginning of the day, also when clocks are turned.
#[must_use]
pub fn moment(zone: &Zone, text: &str) -> Option<(Instant, Instant)> {
    let (day, time) = text.split_once(' ').unwrap_or((text, ""));
    let day = Day::parse(day).ok()?;
    let start = zone.start_of(day);
    if time.is_empty() {
        return Some((start, zone.start_of(day.plus_days(1))));
    }
    let (hour, minute) = time.trim().split_once(['.', ':'])?;
    let (hour, minute): (i64, i64) = (hour.parse().ok()?, minute.parse().ok()?);
    if !(0..24).contains(&hour) || !(0..60).contains(&minute) {
        return None;
    }
    let first = start.plus_ms((hour * 60 + minute) * 60_000);
    Some((first, first.plus_ms(60_000)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("24.11.2026", Some(86_400_000))]
    #[case("24.11.2026 10.30", Some(60_000))]
    #[case("24.11.2026 10:30", Some(60_000))]
    #[case("24.11.2026 24.00", None)]
    #[case("24.11.2026 10", None)]
    #[case("eilen", None)]
    fn a_time_is_a_day_or_a_minute_of_it(#[case] text: &str, #[case] long: Option<i64>) {
        let zone = Zone::named("Europe/Helsinki").unwrap();
        let read = moment(&zone, text).map(|(first, after)| after.ms_since(first));
        assert_eq!(read, long);
    }
}
