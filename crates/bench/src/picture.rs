//! Cost against size as a picture: one line for each thing that is done alone, on two logarithmic
//! scales. A line that rises is work that grows with the register.

use crate::figures::{Run, grouped, ms, put};

const WIDTH: u64 = 760;
const HEIGHT: u64 = 420;
const LEFT: u64 = 70;
const RIGHT: u64 = 230;
const TOP: u64 = 40;
const BOTTOM: u64 = 60;
/// The scales: customers and nanoseconds, as powers of ten.
const SIZES: (u32, u32) = (3, 7);
const TIMES: (u32, u32) = (4, 9);
const COLOURS: [&str; 6] = [
    "#1b4f72", "#b9770e", "#1e8449", "#922b21", "#6c3483", "#515a5a",
];

/// The picture of these runs, as SVG.
pub(crate) fn of(runs: &[Run]) -> String {
    let mut names: Vec<&str> = Vec::new();
    let alone = |run: &Run| {
        let times = run.times.iter().filter(|times| times.clients == 1);
        times
            .map(|times| (times.work.clone(), times.measured.p50_ns))
            .collect::<Vec<_>>()
    };
    for times in runs.iter().flat_map(|run| &run.times) {
        if times.clients == 1 && !names.contains(&times.work.as_str()) {
            names.push(&times.work);
        }
    }
    let mut svg = frame();
    for ((place, name), colour) in (0_u64..).zip(&names).zip(COLOURS.iter().cycle()) {
        let mut points: Vec<(u64, u64)> = Vec::new();
        let mut last = String::new();
        for run in runs {
            let found = alone(run).into_iter().find(|(work, _)| work == name);
            if let Some((_, ns)) = found {
                points.push((across(run.parties), down(ns)));
                last = ms(ns);
            }
        }
        points.sort_unstable();
        let line: Vec<String> = points.iter().map(|(x, y)| format!("{x},{y}")).collect();
        put(
            &mut svg,
            format_args!(
                "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>\n",
                line.join(" ")
            ),
        );
        for (x, y) in &points {
            put(
                &mut svg,
                format_args!("<circle cx=\"{x}\" cy=\"{y}\" r=\"3\" fill=\"{colour}\"/>\n"),
            );
        }
        let (x, y) = (WIDTH - RIGHT + 14, TOP + 14 + place * 20);
        put(
            &mut svg,
            format_args!("<text x=\"{x}\" y=\"{y}\" fill=\"{colour}\">{name}: {last} ms</text>\n"),
        );
    }
    svg.push_str("</svg>\n");
    svg
}

fn frame() -> String {
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" \
         font-family=\"sans-serif\" font-size=\"12\" role=\"img\">\n\
         <title>Time of one request against customers in the register</title>\n\
         <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#ffffff\"/>\n\
         <text x=\"{LEFT}\" y=\"22\" font-size=\"14\">p50 of one request at a time, ms, \
         against customers in the register</text>\n"
    );
    for power in SIZES.0..=SIZES.1 {
        let (x, size) = (across(10_u64.pow(power)), grouped(10_u64.pow(power)));
        let (end, label) = (HEIGHT - BOTTOM, HEIGHT - BOTTOM + 20);
        put(
            &mut svg,
            format_args!(
                "<line x1=\"{x}\" y1=\"{TOP}\" x2=\"{x}\" y2=\"{end}\" stroke=\"#dddddd\"/>\n\
             <text x=\"{x}\" y=\"{label}\" text-anchor=\"middle\">{size}</text>\n"
            ),
        );
    }
    for power in TIMES.0..=TIMES.1 {
        let (y, time) = (down(10_u64.pow(power)), ms(10_u64.pow(power)));
        let (end, label) = (WIDTH - RIGHT, LEFT - 8);
        put(
            &mut svg,
            format_args!(
                "<line x1=\"{LEFT}\" y1=\"{y}\" x2=\"{end}\" y2=\"{y}\" stroke=\"#dddddd\"/>\n\
             <text x=\"{label}\" y=\"{y}\" text-anchor=\"end\">{time}</text>\n"
            ),
        );
    }
    svg
}

fn across(parties: u64) -> u64 {
    LEFT + scaled(parties, SIZES, WIDTH - LEFT - RIGHT)
}

fn down(ns: u64) -> u64 {
    HEIGHT - BOTTOM - scaled(ns, TIMES, HEIGHT - TOP - BOTTOM)
}

/// Where a number stands on a logarithmic scale of so many points.
fn scaled(number: u64, (from, until): (u32, u32), length: u64) -> u64 {
    let from = thousandths_of_log(10_u64.pow(from));
    let until = thousandths_of_log(10_u64.pow(until));
    let at = thousandths_of_log(number).clamp(from, until);
    (at - from) * length / (until - from)
}

/// A thousand times the logarithm to base two, close enough for a picture: whole powers exactly,
/// between them a straight line.
fn thousandths_of_log(number: u64) -> u64 {
    let number = number.max(1);
    let whole = number.ilog2();
    let rest = number - (1 << whole);
    u64::from(whole) * 1_000 + u64::try_from((u128::from(rest) * 1_000) >> whole).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::Times;
    use crate::load::Measure;
    use std::time::Duration;

    #[test]
    fn what_takes_longer_stands_higher_and_more_customers_further_right() {
        assert!(across(1_000) < across(30_000) && across(30_000) < across(1_000_000));
        assert!(down(100_000) > down(150_000) && down(150_000) > down(9_000_000));
        assert_eq!(down(1), down(10_000), "below the scale stands on its edge");
    }

    #[test]
    fn each_thing_has_a_line_through_all_sizes() {
        let run = |parties| Run {
            parties,
            engine: "sqlite",
            times: vec![Times {
                work: "customer page".to_owned(),
                clients: 1,
                measured: Measure::of(vec![500_000], Duration::from_secs(1)).unwrap(),
                floor: None,
                budget: "",
            }],
            numbers: Vec::new(),
        };
        let svg = of(&[run(1_000), run(100_000)]);
        assert_eq!(svg.matches("<polyline").count(), 1);
        assert_eq!(svg.matches("<circle").count(), 2);
        assert!(svg.contains("customer page: 0.500 ms"));
    }
}
