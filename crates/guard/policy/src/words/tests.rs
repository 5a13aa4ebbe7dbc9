//! The promise every fixed word keeps.

use std::collections::BTreeSet;

use super::*;

macro_rules! each_word {
    ($($name:ident)*) => {
        #[test]
        fn a_word_reads_back_from_its_key_and_its_number() {
            $(
                for word in $name::ALL {
                    assert_eq!($name::from_key(word.key()), Some(word));
                    assert_eq!($name::from_number(word.number()), Some(word));
                }
            )*
        }

        #[test]
        fn every_word_has_a_name_in_every_language() {
            $(
                for word in $name::ALL {
                    for language in basics::Language::ALL {
                        let key = word.text_key();
                        assert!(texts::has(language, &key), "{language} {key}");
                    }
                }
            )*
        }

        #[test]
        fn no_two_words_share_a_key() {
            $(
                let keys: BTreeSet<_> = $name::ALL.iter().map(|word| word.key()).collect();
                assert_eq!(keys.len(), $name::ALL.len(), stringify!($name));
            )*
        }

        /// Numbers and keys lie beside sealed values and in the trail: this list may only grow.
        #[test]
        fn released_words_keep_their_numbers_and_keys() {
            let mut lines = String::new();
            $(
                for word in $name::ALL {
                    lines += &format!("{} {} {}\n", stringify!($name), word.number(), word.key());
                }
            )*
            insta::assert_snapshot!(lines);
        }
    };
}

each_word! {
    Action Category Channel ClockStart ConnectionKind DisclosureGround FieldKind FieldParty Given
    IdentityCodeGround Kept LegalBasis MarketingChannel Permission Purpose RecipientRole
    RecordingReason RetentionGround Right SourceKind SubjectRight TransferTool
}

#[test]
fn the_clock_of_a_category_belongs_to_it() {
    for category in Category::ALL {
        assert_eq!(Kept::of(category).category(), Some(category));
        assert_eq!(Kept::of(category).key(), category.key());
    }
}
