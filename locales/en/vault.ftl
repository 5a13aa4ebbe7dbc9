# Sentences about keys and sealed values.
error-vault-randomness = The computer gives no random numbers, so no keys can be made. Try again in a moment.
error-vault-root-key-missing = The root key root.key is missing, and the register cannot be opened without it. Put it back from where you keep it.
error-vault-root-key-exists = The folder has a root.key already. Give an empty or new folder with --data.
error-vault-root-key-unwritable = The root key root.key could not be written. Check the folder's permissions and the room on the disk.
error-vault-root-key-exposed = Others can read the root key root.key. Restrict it to its owner with chmod 600.
error-vault-root-key-foreign = The root key root.key belongs to another user of the computer. Run the command as that user, or change the owner with chown.
error-vault-root-key-length = The root key root.key is damaged: it must have 32 bytes. Put it back from where you keep it.
error-vault-root-key-wrong = The root key root.key is another register's. Put this register's key back from where you keep it.
error-vault-not-opened = A stored value is damaged or swapped. Tell the administrator at once.
error-vault-not-sealed = The value could not be sealed, so nothing was stored. Tell the administrator.
error-vault-key-gone = The data is destroyed and cannot be had back.
error-vault-other-register = The keys, the index or the register's database are another register's, or the register was never finished. Put back those that belong together, or make a new register in a new place.
error-vault-keys-behind = The file of the keys, keys.sqlite, is older than the register, so some of the data does not open. Put back its newest copy.
error-vault-file-damaged = A sealed file is damaged or swapped. Tell the administrator at once.
error-vault-file-failed = A file in the register's folder could not be read or written. Check the folder's permissions and the room on the disk.
error-vault-columns = There is a mistake in the program: the list of columns is missing. Tell the developers.
