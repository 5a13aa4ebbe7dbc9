//! The categories of the notice as types, so that a permission for one opens no other.

use policy::Category;

mod sealed {
    pub trait Sealed {}
}

/// A category as a type. Fixed in code, one type for each [`Category`].
pub trait Kind: sealed::Sealed + Send + Sync + 'static {
    /// The category it stands for.
    const CATEGORY: Category;
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident;)*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy)]
            pub enum $name {}
            impl sealed::Sealed for $name {}
            impl Kind for $name {
                const CATEGORY: Category = Category::$name;
            }
        )*
    };
}

kinds! {
    /// Names of a person, language, customer number.
    Identity;
    /// What belongs to an organisation.
    Company;
    /// Addresses, phones, e-mails.
    Contact;
    /// Date of birth.
    BirthDate;
    /// Personal identity code, on a ground of Tietosuojalaki 29 §.
    IdentityCode;
    /// Ordered services.
    Services;
    /// Keys and door codes.
    SiteAccess;
    /// Invoicing, payments, collection.
    Billing;
    /// E-mails and letters.
    Messages;
    /// Recorded calls.
    Recordings;
    /// Electronic forms and the network addresses they came from.
    Forms;
    /// Permissions and prohibitions.
    Permissions;
    /// Requests of data subjects.
    Requests;
    /// Who received what.
    Disclosures;
    /// The people who use the register.
    Staff;
    /// Other information given by the person or a stakeholder.
    Other;
}
