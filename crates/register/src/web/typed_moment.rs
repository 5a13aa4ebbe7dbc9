//! A moment as people type it: a day, or a day and a time in the controller's zone.

use basics::{Day, Instant, Zone};

/// What a text such as `24.11.2026` or `24.11.2026 10.30` means: its first instant and the one
/// after its last, as clocks show them in the zone.
#[must_use]
pub fn moment(zone: &Zone, text: &str) -> Option<(Instant, Instant)> {
    let (day, time) = text.split_once(' ').unwrap_or((text, ""));
    let day = Day::parse(day).ok()?;
    if time.is_empty() {
        return Some((zone.start_of(day), zone.start_of(day.plus_days(1))));
    }
    let (hour, minute) = time.trim().split_once(['.', ':'])?;
    let first = zone.at(day, hour.parse().ok()?, minute.parse().ok()?)?;
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

    #[rstest]
    #[case("28.3.2027 3.30", "28.3.2027 4.30")]
    #[case("31.10.2027 3.30", "31.10.2027 3.30")]
    fn an_hour_that_does_not_come_is_the_one_behind_it_and_of_two_it_is_the_first(
        #[case] text: &str,
        #[case] shown: &str,
    ) {
        let zone = Zone::named("Europe/Helsinki").unwrap();
        let (first, _) = moment(&zone, text).unwrap();
        assert_eq!(zone.finnish(first), shown);
        let hour_before = zone.finnish(first.plus_ms(-60 * 60_000));
        assert_ne!(hour_before, shown, "the first of two");
    }

    #[rstest]
    #[case("28.3.2027 10.30")]
    #[case("31.10.2027 10.30")]
    #[case("24.6.2027 0.00")]
    fn a_time_is_what_clocks_show_also_when_they_are_turned(#[case] text: &str) {
        let zone = Zone::named("Europe/Helsinki").unwrap();
        let (first, _) = moment(&zone, text).unwrap();
        assert_eq!(zone.finnish(first), text);
    }
}
