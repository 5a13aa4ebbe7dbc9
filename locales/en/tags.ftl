# Tags: what customers are marked with.

tags-menu = Tags
tags-one = Tag
tags-title = Tags
tags-help = A tag marks customers that belong together. Who has it is encrypted and goes with the rest of what is kept about the customer.
tags-name = Name
tags-name-hint = Everyone who may see tags sees the name. Write nobody's name in it and nothing about health, belief or anything else that is sensitive.
tags-add = Add a tag
tags-none = There are no tags yet. Add the first one above.
tags-change = Change
tags-deeds = Change
tags-end = Take out of use
tags-ended = not in use
tags-reopen = Take into use
tags-of-customer = Tags of the customer
tags-none-of-customer = The customer has no tags.
tags-none-left = There are no other tags.
tags-put = Give the customer a tag
tags-put-do = Add
tags-take = Remove
done-tag-put = The tag is added.
done-tag-taken = The tag is removed from the customer.
error-tags-name = Give the tag a name of at most 40 characters.
error-tags-taken = There is a tag of that name. Give it another name.
error-tags-too-many = There are 200 tags already. Rename one of the old ones.
error-tags-ended = The tag is out of use. Choose another.
