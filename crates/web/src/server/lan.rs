//! The office on the network of the school: a certificate of its own, kept in the folder, known by its fingerprint; nothing is answered plainly.

use std::net::{IpAddr, Ipv4Addr, UdpSocket};
use std::sync::Arc;

use rcgen::{CertificateParams, DnType, KeyPair, date_time_ymd};
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use sha2::{Digest, Sha256};
use tokio_rustls::TlsAcceptor;
use workflow::Store;

use super::serve_error::ServeError;

/// Where key and certificate are kept, in `keys`.
const KEPT: &str = "lan.pem";
/// Years a certificate holds.
const YEARS: i32 = 10;

/// How the office is reached on the network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lan {
    /// SHA-256 of the certificate, as browsers show it.
    pub fingerprint: String,
    /// The machine's address on the network; None where it is on none just now.
    pub address: Option<IpAddr>,
    /// Its name, where it has one.
    pub name: Option<String>,
}

impl Lan {
    /// The certificate of a folder, made where there is none, and what answers with it.
    ///
    /// # Errors
    /// The disk, no randomness, a certificate that cannot be read.
    pub fn open(store: &Store, year: i32) -> Result<(Self, TlsAcceptor), ServeError> {
        let (address, name) = (address(), name());
        let pem = store.key(KEPT, || made(address, name.as_deref(), year))?;
        let (tls, fingerprint) = read(&pem).ok_or(ServeError::Certificate)?;
        Ok((Self { fingerprint, address, name }, tls))
    }

    /// Whether a name leads to this machine: its own, or an address in figures. A page elsewhere has a name, and no certificate for it here.
    pub fn known(&self, host: &str, port: u16) -> bool {
        let Some(name) = host.strip_suffix(&format!(":{port}")) else { return false };
        let figures = name.parse::<Ipv4Addr>().is_ok();
        let own =
            self.name.as_deref().is_some_and(|own| name.eq_ignore_ascii_case(own) || name.eq_ignore_ascii_case(&format!("{own}.local")));
        figures || own || name == "localhost"
    }

    /// What people on the network type.
    pub fn host(&self) -> String {
        let address = self.address.map(|address| address.to_string());
        address.or_else(|| self.name.clone()).unwrap_or_else(|| Ipv4Addr::LOCALHOST.to_string())
    }
}

/// Key and certificate of a machine, in one file.
fn made(address: Option<IpAddr>, name: Option<&str>, year: i32) -> Option<String> {
    let key = KeyPair::generate().ok()?;
    let own = name.iter().flat_map(|name| [(*name).to_owned(), format!("{name}.local")]);
    let names: Vec<String> =
        ["localhost".to_owned(), "127.0.0.1".to_owned()].into_iter().chain(address.map(|address| address.to_string())).chain(own).collect();
    let mut params = CertificateParams::new(names).ok()?;
    params.distinguished_name.push(DnType::CommonName, "Objektiv");
    (params.not_before, params.not_after) = (date_time_ymd(year - 1, 1, 1), date_time_ymd(year + YEARS, 1, 1));
    Some(format!("{}{}", key.serialize_pem(), params.self_signed(&key).ok()?.pem()))
}

fn read(pem: &str) -> Option<(TlsAcceptor, String)> {
    let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_slice_iter(pem.as_bytes()).collect::<Result<_, _>>().ok()?;
    let fingerprint = Sha256::digest(chain.first()?).iter().map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().join(":");
    let key = PrivateKeyDer::from_pem_slice(pem.as_bytes()).ok()?;
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider())).with_safe_default_protocol_versions().ok()?;
    let config = config.with_no_client_auth().with_single_cert(chain, key).ok()?;
    Some((TlsAcceptor::from(Arc::new(config)), fingerprint))
}

/// The address the machine would send from to elsewhere. Nothing is sent: a socket of datagrams is only told where it would lead.
fn address() -> Option<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    // An address for examples (RFC 5737).
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    socket.local_addr().ok().map(|address| address.ip()).filter(|address| !address.is_loopback() && !address.is_unspecified())
}

/// The machine's name, as the system tells it.
fn name() -> Option<String> {
    let told = std::env::var("COMPUTERNAME").ok().or_else(|| std::fs::read_to_string("/etc/hostname").ok())?;
    let name = told.trim().to_lowercase();
    let plain = !name.is_empty() && name.len() <= 63 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    plain.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certificate_is_made_and_read_and_known_by_its_fingerprint() {
        let pem = made("192.168.1.5".parse().ok(), Some("school"), 2026).unwrap();
        let (_, one) = read(&pem).unwrap();
        assert_eq!((one.len(), one.matches(':').count(), read(&pem).unwrap().1 == one), (95, 31, true));
        assert_ne!(read(&made(None, None, 2026).unwrap()).unwrap().1, one);
        assert!(read("").is_none() && read("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----").is_none());
    }

    #[test]
    fn names_of_the_machine_are_its_own_and_others_are_not() {
        let lan = Lan { fingerprint: String::new(), address: None, name: Some("school".to_owned()) };
        for own in ["192.168.1.5:8080", "localhost:8080", "SCHOOL:8080", "school.local:8080"] {
            assert!(lan.known(own, 8080), "{own}");
        }
        for other in ["evil.example:8080", "192.168.1.5:8081", "192.168.1.5", "", "school.evil.example:8080"] {
            assert!(!lan.known(other, 8080), "{other}");
        }
    }
}
