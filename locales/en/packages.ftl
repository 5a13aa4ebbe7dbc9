# Packages: what is prepared for somebody outside, and how it is handed over.

packages-tab = Packages
packages-of-customer = Packages of the customer
packages-title = Package
packages-help = A package is material that waits encrypted to be handed over. It is destroyed on its day.
packages-none = No packages have been prepared about the customer.
packages-for-herself = for the person concerned
packages-over = can no longer be handed over
packages-waits = waiting to be handed over
packages-handed = Handed over
packages-about = What
packages-whom = For whom
packages-of = About whom
packages-made = Prepared
packages-until = Available until
packages-withheld = The person concerned is told only after
packages-piece = package
packages-means-print = downloaded to be printed
packages-means-age = encrypted with the recipient's key (age)
packages-means-age-passphrase = encrypted with a passphrase (age)
packages-means-zip = encrypted with a passphrase (ZIP)
packages-means-link = fetched at a web address
packages-to-print = Download to print
packages-to-print-help = The file comes to the computer unencrypted. Print it or hand it over at once, and delete it from the computer.
packages-to-address = Web address and code
packages-to-address-help = The recipient fetches the material at a one-time address. Send the address one way and tell the code another way, for example on the phone.
packages-days = Days valid
packages-downloads = Downloads
packages-make-address = Make an address
packages-works-until = works until { $at }
packages-fetched = { $count ->
    [0] not fetched
    [one] fetched once
   *[other] fetched { $count } times
}
packages-tries = { $count ->
    [one] one wrong code
   *[other] { $count } wrong codes
}
packages-closed = closed
packages-close = Close the addresses
packages-to-passphrase = Encrypt with a passphrase
packages-to-passphrase-help = A ZIP (AES-256) opens in ordinary archive programs, an age file with the program age. The passphrase is shown once and not stored.
packages-as-zip = Encrypted ZIP
packages-as-age = Encrypted age file
packages-to-key = Encrypt with the recipient's key
packages-key = The recipient's public age key
packages-key-hint = begins with age1
packages-withdraw = Destroy the package
packages-withdraw-help = The package is destroyed at once with its key and can no longer be handed over. The customer’s own data stays.
packages-passphrase-title = Passphrase
packages-passphrase-once = Write the passphrase down now: it is not shown again. Tell it to the recipient another way than the file.
packages-download = Download the encrypted file
packages-back = Back to the package
packages-address-title = Web address and code
packages-address = Address
packages-code = Code
packages-address-once = Copy the address and the code now: they are not shown again. Send them different ways.
packages-fetch-title = Fetch material
packages-fetch-help = { $controller } has prepared material for you. Type the code that you were given separately.
packages-code-hint = ten characters
packages-fetch = Fetch
packages-fetch-gone = This address is no longer in use. It may have expired, or the material has been fetched already.
packages-fetch-ask = If you did not get the material, ask for a new address. Sender: { $controller }.
people-job-packages = Handing over and destroying packages (program)
job-packages = Destroying old packages
done-packages-withdrawn = The package has been destroyed.
error-packages-name = The name of a package has small letters, digits and dashes only.
error-packages-words = Shorten the description: 500 characters at most.
error-packages-days = Choose 1 to 30 days.
error-packages-parties = A package is about one customer at least and 100 at most.
error-packages-empty = There is nothing in the package.
error-packages-over = The package can no longer be handed over: its time is over, or it was destroyed. Prepare a new one.
error-packages-key = This is no public age key. Ask the recipient for a key that begins with age1.
error-packages-passphrase = The passphrase was not recognised. Ask for a new one.
error-packages-downloads = Choose 1 to 5 downloads.
error-packages-gone = This address is no longer in use.
error-packages-code = The code is not right. Check it and try again; after five wrong codes the address closes.
