# Statistics: figures, never names.

statistics-menu = Statistics
statistics-title = Statistics
statistics-how = The figures are of the end of the month, rounded to five. Groups under five, and what would give them away, are left out. A month is counted once, when it is over; the restricted and those who object to statistics are not counted.
statistics-none = No figures have been counted yet. They are counted by themselves when a month is over.
statistics-month = Month
statistics-total = Together
statistics-few = under 5
statistics-stock = Customers at the end of the month
statistics-connections = Customers by connection
statistics-came = Those who came in the month
statistics-went = Those who went in the month
