//! Addresses that a document brings: which may be opened, and what is shown first.

use claimdesk_host::HostError;
use claimdesk_host::fault::Result;
use url::Url;

/// The host of an address, in punycode, if its scheme may be opened.
pub(crate) fn check(href: &str) -> Result<String> {
    let refused = || HostError::Input("This address is not opened: only web and mail addresses are.".to_owned());
    let url = Url::parse(href.trim()).map_err(|_| refused())?;
    match url.scheme() {
        "http" | "https" => url.host_str().map(str::to_owned).ok_or_else(refused),
        "mailto" => Ok(url.path().to_owned()),
        _ => Err(refused()),
    }
}

/// The address in the form in which it is handed to the system.
pub(crate) fn canonical(href: &str) -> Result<String> {
    check(href)?;
    Ok(Url::parse(href.trim()).map_err(|error| HostError::Input(error.to_string()))?.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_and_mail_addresses_are_opened() {
        assert_eq!(check("https://www.opcw.org/a?b#c").expect("web"), "www.opcw.org");
        assert_eq!(check("https://www.оpcw.org/").expect("punycode"), "www.xn--pcw-red.org");
        assert_eq!(check("mailto:desk@example.org").expect("mail"), "desk@example.org");
        for bad in [
            "javascript:alert(1)",
            "java\tscript:alert(1)",
            "file:///etc/passwd",
            "smb://x/y",
            "data:text/html,x",
            "",
            "//x.org",
        ] {
            assert!(check(bad).is_err(), "{bad}");
        }
    }
}
