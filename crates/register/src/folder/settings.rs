//! What a data folder says about itself: `seloste.toml`.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::FolderError;

/// What a data folder says about itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The server that holds register, index and trail; the keys stay in the folder.
    #[serde(default)]
    pub postgres: Option<String>,
    /// Whether the customers are made up.
    #[serde(default)]
    pub demo: bool,
    /// How it is reached, where the command line does not say otherwise.
    #[serde(default)]
    pub network: Network,
}

/// How a register is reached, as the table `[network]` of its settings says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Network {
    /// Address and port to listen on.
    pub listen: Option<SocketAddr>,
    /// Host names and addresses of a certificate made for this register.
    pub hosts: Vec<String>,
    /// The file of an own certificate, with those that lead to its issuer.
    pub certificate: Option<PathBuf>,
    /// The file of its key.
    pub key: Option<PathBuf>,
    /// The addresses of the proxy that speaks TLS in our place.
    pub trusted_proxy: Vec<IpAddr>,
    /// Address and port for whoever watches over the program.
    pub operations: Option<SocketAddr>,
}

impl Config {
    /// The settings as their file holds them.
    ///
    /// # Errors
    ///
    /// [`FolderError::Config`], for a path that is no text.
    pub(super) fn written(&self) -> Result<String, FolderError> {
        toml::to_string(self).map_err(|_| FolderError::Config)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_settings_read_back_as_they_were_written() {
        let network = Network {
            listen: Some("0.0.0.0:7780".parse().unwrap()),
            hosts: vec!["register.example.fi".to_owned()],
            certificate: Some("/etc/seloste/\"own\".pem".into()),
            key: None,
            trusted_proxy: vec!["127.0.0.1".parse().unwrap()],
            operations: None,
        };
        let config = Config {
            postgres: Some("postgres://h/d?password=\"\\\n".to_owned()),
            demo: true,
            network,
        };
        for config in [config, Config::default()] {
            let written = config.written().unwrap();
            assert_eq!(toml::from_str::<Config>(&written).unwrap(), config);
        }
    }
}
