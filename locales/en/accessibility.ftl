# The page that says how accessible the program is.

accessibility-title = Accessibility
accessibility-aim = The aim is that everybody can use every page: WCAG 2.2, levels A and AA. This page says how that is done, how it was seen, and what is known to be missing.
accessibility-how = How the pages work
accessibility-keys = Everything works by keyboard alone, and the focus is always visible. The keys are listed behind the question mark.
accessibility-scripts = Everything works without scripts too. With them, a search answers while you type and an import shows how far it is by itself.
accessibility-zoom = Pages fit a width of 360 pixels and enlarge to 200 per cent without losing anything.
accessibility-look = Light, dark and high contrast follow the browser; light or dark can also be chosen on one's own account.
accessibility-words = A state is said in words, not by colour alone, and an error says what to do.
accessibility-tested = How it was seen
accessibility-tested-how = For every release a real browser goes through the pages with axe-core, light and dark, and by keyboard and at the width of a phone.
accessibility-known = What is missing
accessibility-known-pdf = PDF files are PDF/A, whose structure is not marked for screen readers; the same is there as a web page.
accessibility-known-people = Nobody who uses a screen reader every day has judged the program yet.
accessibility-tell = If something does not work
accessibility-tell-to = Tell { $address }.
accessibility-tell-controller = Tell the controller; the addresses stand in the privacy notice.
accessibility-known-keys = Keys of a single character (n, j, k, / and ?) cannot be switched off; they act outside fields alone.
