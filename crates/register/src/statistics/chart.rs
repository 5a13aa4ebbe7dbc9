//! A picture of figures by month: one bar each, drawn without script or style.

/// The width of the picture, in its own units.
pub(crate) const WIDTH: i64 = 720;
/// Its height.
pub(crate) const HEIGHT: i64 = 180;
/// Where the bars stand.
const GROUND: i64 = 150;
/// How high the highest is.
const HIGHEST: i64 = 125;

/// A bar.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Bar {
    /// From the left.
    pub(super) x: i64,
    /// From the top.
    pub(super) y: i64,
    /// Its width.
    pub(super) width: i64,
    /// Its height.
    pub(super) height: i64,
    /// In its middle, from the left.
    pub(super) middle: i64,
    /// What it stands for; nothing for too few.
    pub(super) value: Option<i64>,
    /// What stands under it.
    pub(super) label: String,
}

/// The bars of these values, as high as they are large; the largest fills the picture.
pub(super) fn bars(values: Vec<(String, Option<i64>)>) -> Vec<Bar> {
    let largest = values.iter().filter_map(|(_, value)| *value).max();
    let largest = largest.unwrap_or(0).max(1);
    let step = WIDTH / i64::try_from(values.len().max(1)).unwrap_or(1);
    let width = step * 7 / 10;
    let placed = (0_i64..).zip(values);
    placed
        .map(|(at, (label, value))| {
            let height = value.unwrap_or(0) * HIGHEST / largest;
            let x = at * step + (step - width) / 2;
            Bar {
                x,
                y: GROUND - height,
                width,
                height,
                middle: x + width / 2,
                value,
                label,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_fills_the_picture_and_too_few_is_no_bar() {
        let all = bars(vec![
            ("1/2026".to_owned(), Some(50)),
            ("2/2026".to_owned(), None),
            ("3/2026".to_owned(), Some(100)),
        ]);
        let heights: Vec<i64> = all.iter().map(|bar| bar.height).collect();
        assert_eq!(heights, [62, 0, 125]);
        assert!(
            all.iter()
                .all(|bar| bar.x >= 0 && bar.x + bar.width <= WIDTH)
        );
        assert!(all.iter().all(|bar| bar.y + bar.height == GROUND));
    }

    #[test]
    fn nothing_is_an_empty_picture() {
        assert_eq!(bars(Vec::new()), []);
    }
}
