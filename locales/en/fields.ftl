# Fields of the company's own, as its notice declares them.

fields-title = Own fields
fields-gone = not in the notice any more
fields-gone-named = { $field } (not in the notice any more)
fields-gone-earlier = earlier values
fields-change = Change: { $field }
fields-erase = Erase altogether: { $field }
fields-empty-hint = empty: nothing known
error-fields-text = The text is too long. Write at most 500 characters.
error-fields-number = The number was not understood. Write for example 12 or 12.5.
error-fields-day = The day was not understood. Write it as 1.3.2027.
error-fields-choice = There is no such choice. Choose one of the field's choices.
error-fields-unknown = The notice declares no such field. Open the page again.
error-fields-not-of-kind = The field is not kept of such a customer: the notice declares it for persons alone or for companies alone.
error-fields-declared = The notice declares the field, so it is not erased altogether. Empty its value instead.
