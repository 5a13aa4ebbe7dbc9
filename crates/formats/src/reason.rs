//! One way to write down why a text was refused.
//!
//! Each list names its variants, their stable codes and their English sentences once; the code is
//! the key of the sentence in `locales/` and is never changed after release.

/// Declares an error enum: variants with their code and their text.
macro_rules! reasons {
    (
        $(#[$meta:meta])*
        pub enum $name:ident {
            $( $(#[$doc:meta])* $variant:ident = $code:literal, $text:literal; )+
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
        pub enum $name {
            $(
                $(#[$doc])*
                #[doc = ""]
                #[doc = concat!("Code `", $code, "`.")]
                #[error($text)]
                $variant,
            )+
        }

        impl $name {
            /// Every reason there is.
            pub const ALL: &'static [Self] = &[ $( Self::$variant ),+ ];
        }

        impl basics::Coded for $name {
            fn code(&self) -> basics::Code {
                match self {
                    $( Self::$variant => basics::Code::new($code), )+
                }
            }
        }
    };
}

/// `Debug` that names the type and shows nothing of the value.
macro_rules! shows_nothing {
    ($($name:ident),+) => { $(
        /// Names the type only: the value is personal data.
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    )+ };
}

pub(crate) use {reasons, shows_nothing};
