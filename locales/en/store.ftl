# Sentences for trouble with the databases.
error-store-busy = The register is busy. Wait a moment and try again.
error-store-unique = This exists already. Look at what is stored and change that instead.
error-store-reference = Something this belongs to is missing, or something else still belongs to it. Reload the page and try again.
error-store-check = A value does not fit its field. Correct it and try again.
error-store-full = The disk of the register is full. Nothing was saved. Tell the administrator.
error-store-damaged = The database is damaged. Tell the administrator at once: the newest backup is needed.
error-store-read-only = Nothing can be saved here at the moment. Tell the administrator.
error-store-unreachable = The database server does not answer. Try again in a moment; tell the administrator if it goes on.
error-store-location = The database cannot be opened. Check its place in the settings and the rights to the folder.
error-store-newer = The register was changed by a newer version of the program. Start that version, or restore a backup made with this one.
error-store-changed = The tables of the register do not belong to this version of the program. Start the version that made them.
error-store-migration = The tables of the register could not be brought up to date. Nothing was changed. Tell the maker of the program.
error-store-touched = Someone else changed this at the same time. Reload the page and try again.
error-store-missing = This is not there any more. Reload the page.
error-store-many = A fault in the program: there is more than one where there may be only one. Please tell the administrator.
error-store-unreadable = A stored value is damaged. Please tell the administrator.
error-store-identifier = A fault in the program: a table has an odd name. Please tell the administrator.
error-store-ended = A fault in the program: the work went on after it had failed. Nothing was saved. Please tell the administrator.
error-store-panicked = A fault in the program. Nothing was saved. Please tell the administrator.
error-store-closed = The register is being shut down. Try again when it is running.
error-store-engine = A fault in the program: the database refused to do as told. Nothing was saved. Please tell the administrator.
error-store-not-encrypted = The database server is on the network and the connection is not encrypted. Add sslmode=require to the address.
