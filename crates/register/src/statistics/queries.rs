//! The statements of statistics.

use basics::Day;

store::statements! {
    /// The last month that was counted, by its last day.
    pub(super) LATEST: () -> Day =
        "select month_day from figure order by month_day desc limit 1";

    /// A figure as it may be shown; an empty cell is the total.
    pub(super) ADD: (Day, String, String, Option<i64>) -> () =
        "insert into figure (month_day, topic, cell, shown) values ($1, $2, $3, $4)";

    /// The figures of the months after a day, the oldest first.
    pub(super) SINCE: (Day, i64) -> (Day, String, String, Option<i64>) =
        "select month_day, topic, cell, shown
           from figure
          where month_day > $1 and topic <> 'municipality'
          order by month_day, topic, cell
          limit $2";

    /// The figures by municipality of the last month that has any: those that may be shown, and the
    /// total in an empty cell.
    pub(super) BY_MUNICIPALITY: (i64,) -> (Day, String, Option<i64>) =
        "select month_day, cell, shown
           from figure
          where topic = 'municipality'
            and month_day = (select max(month_day) from figure where topic = 'municipality')
          order by month_day, topic, cell
          limit $1";
}
