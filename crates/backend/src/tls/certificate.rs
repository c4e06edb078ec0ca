//! The local certificate: signed by itself, kept in a folder, made anew before it ends or when the machine has other addresses.

use std::{
    fs::{self, OpenOptions},
    io::Write as _,
    os::unix::fs::OpenOptionsExt as _,
    path::Path,
    sync::Arc,
    time::Duration,
};

use anyhow::Context as _;
use jiff::{Timestamp, ToSpan as _, civil::Date, tz::TimeZone};
use rcgen::{CertificateParams, DnType, ExtendedKeyUsagePurpose, KeyPair, KeyUsagePurpose, date_time_ymd};
use tokio_rustls::rustls::{
    RootCertStore,
    client::{WebPkiServerVerifier, danger::ServerCertVerifier as _},
    pki_types::{CertificateDer, ServerName, UnixTime},
    sign::CertifiedKey,
};

use super::{pair, provider};

/// Browsers refuse certificates that are good for longer than 398 days.
const GOOD_FOR_DAYS: i32 = 397;
const RENEW_BEFORE: Duration = Duration::from_secs(30 * 24 * 3_600);

/// The certificate of a folder, made if there is none that will do for a while.
pub(super) fn local(folder: &Path, names: &[String], now: Timestamp) -> anyhow::Result<CertifiedKey> {
    let (certificate, key) = (folder.join("cert.pem"), folder.join("key.pem"));
    let names: Vec<String> = names.iter().filter(|name| ServerName::try_from(name.as_str()).is_ok()).cloned().collect();
    if certificate.exists() && key.exists() {
        match pair(&certificate, &key) {
            Ok(kept) if will_do(&kept.cert[0], &names, now) => return Ok(kept),
            Ok(_) => tracing::info!(
                "the local certificate ends soon or lacks an address of this machine, so there is a new one"
            ),
            Err(error) => tracing::warn!(%error, "the local certificate cannot be used, so there is a new one"),
        }
    }
    fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    let (certificate_pem, key_pem) = make(names, now)?;
    write(&key, &key_pem, 0o600)?;
    write(&certificate, &certificate_pem, 0o644)?;
    pair(&certificate, &key)
}

fn make(names: Vec<String>, now: Timestamp) -> anyhow::Result<(String, String)> {
    let key = KeyPair::generate()?;
    let today = now.to_zoned(TimeZone::UTC).date();
    let midnight =
        |date: Date| date_time_ymd(date.year().into(), date.month().unsigned_abs(), date.day().unsigned_abs());
    let mut params = CertificateParams::new(names)?;
    params.distinguished_name.push(DnType::CommonName, "Vitrine on this machine");
    // Clocks of phones may be a little behind.
    params.not_before = midnight(today.saturating_sub(1.day()));
    params.not_after = midnight(today.saturating_add(GOOD_FOR_DAYS.days()));
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    Ok((params.self_signed(&key)?.pem(), key.serialize_pem()))
}

/// Whether a client that trusts this certificate will still take it for all of these names when it is time to renew.
fn will_do(certificate: &CertificateDer<'_>, names: &[String], now: Timestamp) -> bool {
    let mut roots = RootCertStore::empty();
    let trusted = roots.add(certificate.clone().into_owned()).is_ok();
    let Ok(verifier) = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider()).build() else {
        return false;
    };
    let now = UnixTime::since_unix_epoch(Duration::from_secs(now.as_second().try_into().unwrap_or_default()));
    let later = UnixTime::since_unix_epoch(Duration::from_secs(now.as_secs()) + RENEW_BEFORE);
    let good = |name: &String, at: UnixTime| {
        ServerName::try_from(name.as_str())
            .is_ok_and(|name| verifier.verify_server_cert(certificate, &[], &name, &[], at).is_ok())
    };
    trusted && names.iter().all(|name| good(name, now) && good(name, later))
}

/// Writes a whole file or none.
fn write(file: &Path, text: &str, mode: u32) -> anyhow::Result<()> {
    let beside = file.with_extension("new");
    // A half-written one may lie there with the wrong mode.
    let _ = fs::remove_file(&beside);
    let written = OpenOptions::new().write(true).create_new(true).mode(mode).open(&beside).and_then(|mut it| {
        it.write_all(text.as_bytes())?;
        it.sync_all()?;
        fs::rename(&beside, file)
    });
    written.with_context(|| format!("{} cannot be written", file.display()))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    fn made(folder: &Path, names: &[&str], now: &str) -> Vec<u8> {
        let names: Vec<String> = names.iter().map(|&it| it.to_owned()).collect();
        local(folder, &names, now.parse().unwrap()).unwrap().cert[0].to_vec()
    }

    #[test]
    fn a_certificate_is_kept_until_it_ends_soon_or_lacks_a_name() {
        let folder = tempfile::tempdir().unwrap();
        let names = ["localhost", "127.0.0.1", "::1", "192.168.1.7"];
        let first = made(folder.path(), &names, "2026-11-22T10:00:00Z");
        assert_eq!(made(folder.path(), &names, "2026-11-22T10:00:01Z"), first);
        assert_eq!(made(folder.path(), &names[..2], "2027-11-20T10:00:00Z"), first);
        let second = made(folder.path(), &names, "2027-11-25T10:00:00Z");
        assert_ne!(second, first);
        let moved = made(folder.path(), &["localhost", "10.0.0.9"], "2027-11-25T10:00:00Z");
        assert_ne!(moved, second);
        let mode = fs::metadata(folder.path().join("key.pem")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn halves_that_do_not_belong_together_are_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let first = made(folder.path(), &["localhost"], "2026-11-22T10:00:00Z");
        fs::write(folder.path().join("key.pem"), KeyPair::generate().unwrap().serialize_pem()).unwrap();
        let second = made(folder.path(), &["localhost"], "2026-11-22T10:00:00Z");
        assert_ne!(second, first);
        fs::write(folder.path().join("cert.pem"), "").unwrap();
        assert_ne!(made(folder.path(), &["localhost"], "2026-11-22T10:00:00Z"), second);
    }

    #[test]
    fn a_host_name_that_is_no_name_is_left_out() {
        let folder = tempfile::tempdir().unwrap();
        made(folder.path(), &["localhost", "not a name", "läden"], "2026-11-22T10:00:00Z");
    }
}
