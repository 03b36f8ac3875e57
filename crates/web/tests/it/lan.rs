//! The office on the network: over TLS alone, with a certificate of the folder, cookies bound to their host, nothing answered plainly.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::Arc;

use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

use super::asking::plain;
use super::desk::{Office, PASSWORD, value};

/// Asks over TLS, trusting the certificate of the folder and no other.
fn asked(folder: &Path, office: &Office, head: &str, body: &str) -> String {
    let pem = std::fs::read(folder.join("keys/lan.pem")).unwrap();
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::pem_slice_iter(&pem).next().unwrap().unwrap()).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider())).with_safe_default_protocol_versions().unwrap();
    let config = config.with_root_certificates(roots).with_no_client_auth();
    let client = ClientConnection::new(Arc::new(config), ServerName::try_from("localhost").unwrap()).unwrap();
    let mut stream = StreamOwned::new(client, TcpStream::connect(office.host()).unwrap());
    write!(stream, "{head}Content-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len()).unwrap();
    let mut answer = Vec::new();
    let _ended = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

fn cookie(answer: &str) -> String {
    let line = answer.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap_or_else(|| panic!("{answer}"));
    assert!(
        line.starts_with("__Host-objektiv-") && line.ends_with("; Secure") && line.contains("; Path=/;") && line.contains("HttpOnly"),
        "{line}"
    );
    line.split(';').next().unwrap().to_owned()
}

#[test]
fn the_network_is_spoken_to_over_tls_alone() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open_lan(folder.path());
    let (host, at) = (office.host().to_owned(), |path: &str| format!("Host: {}\r\n{path}", office.host()));
    assert!(office.address.starts_with("https://127.0.0.1:"), "{}", office.address);
    let enter = office.address.split_once(&host).unwrap().1.to_owned();
    let entered = asked(folder.path(), &office, &format!("GET {enter} HTTP/1.1\r\n{}", at("")), "");
    let first = cookie(&entered);
    let page = asked(folder.path(), &office, &format!("GET /start HTTP/1.1\r\n{}", at(&format!("Cookie: {first}\r\n"))), "");
    let form = format!(
        "once={}&school=%D0%A8&person=%D0%98%D0%B2%D0%B0%D0%BD%D0%BE%D0%B2%D0%B0&password={}&zone=Europe%2FMoscow&first=2026-09-01&last=2027-05-31&week=five&periods=quarters",
        value(&page, "once").unwrap(),
        PASSWORD.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>()
    );
    let post = |origin: &str| {
        let head = at(&format!("Cookie: {first}\r\nOrigin: {origin}\r\nContent-Type: application/x-www-form-urlencoded\r\n"));
        asked(folder.path(), &office, &format!("POST /start HTTP/1.1\r\n{head}"), &form)
    };
    assert!(post(&format!("http://{host}")).starts_with("HTTP/1.1 403"), "a page that was not over TLS");
    let founded = post(&format!("https://{host}"));
    let own = cookie(&founded);
    let get =
        |path: &str, host: &str| asked(folder.path(), &office, &format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {own}\r\n"), "");
    assert!(get("/", &host).starts_with("HTTP/1.1 200"));
    assert!(get("/", "evil.example").starts_with("HTTP/1.1 403"), "another name for this machine");
    let port = host.split(':').nth(1).unwrap();
    assert!(get("/", &format!("192.168.77.5:{port}")).starts_with("HTTP/1.1 200"), "whatever its address on the network");

    // The page of the school shows the fingerprint, and the address slips name.
    let school = get("/school", &host);
    let shown = school.split("<pre").nth(1).unwrap().split('>').nth(1).unwrap().split('<').next().unwrap().to_owned();
    assert!(shown.len() == 95 && school.contains(&format!(":{port}")) && school.contains("https://"), "{school}");
    // Plainly: a page is sent to TLS, anything else to nowhere.
    let sent = plain(&host, &format!("GET /sign-in HTTP/1.1\r\nHost: {host}\r\n"), b"");
    assert_eq!((sent.status, sent.header("location")), (307, Some(format!("https://{host}/sign-in").as_str())));
    assert!(sent.body.is_empty() && sent.header("set-cookie").is_none());
    assert_eq!(plain(&host, &format!("POST /sign-in HTTP/1.1\r\nHost: {host}\r\n"), b"").status, 403);
    // The same certificate after the next start.
    let before = std::fs::read(folder.path().join("keys/lan.pem")).unwrap();
    drop(office);
    let again = Office::open_lan(folder.path());
    assert!(asked(folder.path(), &again, &format!("GET /sign-in HTTP/1.1\r\nHost: {}\r\n", again.host()), "").starts_with("HTTP/1.1 200"));
    assert_eq!(std::fs::read(folder.path().join("keys/lan.pem")).unwrap(), before);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(folder.path().join("keys/lan.pem")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
