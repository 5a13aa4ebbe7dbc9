# Statistics: figures, never names.

statistics-menu = Statistics
statistics-title = Statistics
statistics-how = The figures are of the end of the month, rounded to five. Groups under five, and what would give them away, are left out. A month is counted once, when it is over; the restricted and those who object to statistics are not counted.
statistics-none = No figures have been counted yet. They are counted by themselves when a month is over.
statistics-month = Month
statistics-total = Together
statistics-few = under 5
statistics-not-shown = not shown
statistics-municipality = Customers by municipality { $month }
statistics-municipality-how = The municipality is that of the address's postal code by Posti's list of 2026, as the addresses stood when the month was counted. Municipalities of fewer than five customers are left out, and so is whoever has a non-disclosure order; some may live in several.
statistics-municipality-place = Municipality
statistics-municipality-unknown = Municipality not known
statistics-municipality-all = All customers
statistics-stock = Customers at the end of the month
statistics-connections = Customers by connection
statistics-came = Those who came in the month
statistics-went = Those who went in the month
