//! Who signs in on the command line.

use clap::Args;

/// Who signs in for a command that opens personal data.
#[derive(Args)]
pub(crate) struct SignIn {
    /// The sign-in address; the password is asked for.
    #[arg(id = "as", long = "as", value_name = "EMAIL", env = "SELOSTE_AS")]
    pub(crate) email: String,
    /// Read the password from the first line of standard input.
    #[arg(long)]
    pub(crate) password_stdin: bool,
}

/// Who signs in, where the command opens something; nobody where it needs no register.
#[derive(Args)]
pub(crate) struct MaybeSignIn {
    /// The sign-in address; the password is asked for.
    #[arg(id = "as", long = "as", value_name = "EMAIL", env = "SELOSTE_AS")]
    email: Option<String>,
    /// Read the password from the first line of standard input.
    #[arg(long)]
    password_stdin: bool,
}

impl MaybeSignIn {
    /// Who signs in, if anybody.
    pub(crate) fn given(self) -> Option<SignIn> {
        let password_stdin = self.password_stdin;
        self.email.map(|email| SignIn {
            email,
            password_stdin,
        })
    }
}
