//! Style sheet and scripts, inside the program. Their addresses carry a hash of their content, so that a browser may
//! keep them for ever and still gets a new version at once.

use std::sync::OnceLock;

use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, X_CONTENT_TYPE_OPTIONS};
use actix_web::{HttpResponse, web};
use sha2::{Digest as _, Sha256};

use super::super::problem::WebError;

/// Hexadecimal digits of the hash in an address: enough to tell versions apart.
const HASH_DIGITS: usize = 12;

struct Source {
    name: &'static str,
    extension: &'static str,
    media_type: &'static str,
    bytes: &'static [u8],
}

const SOURCES: &[Source] = &[
    Source {
        name: "santun",
        extension: "css",
        media_type: "text/css; charset=utf-8",
        bytes: include_bytes!("../../../assets/santun.css"),
    },
    Source {
        name: "santun",
        extension: "js",
        media_type: "text/javascript; charset=utf-8",
        bytes: include_bytes!("../../../assets/santun.js"),
    },
    Source {
        name: "send",
        extension: "js",
        media_type: "text/javascript; charset=utf-8",
        bytes: include_bytes!("../../../assets/send.js"),
    },
    Source {
        name: "icon",
        extension: "svg",
        media_type: "image/svg+xml",
        bytes: include_bytes!("../../../assets/icon.svg"),
    },
];

struct Asset {
    address: String,
    hash: String,
    source: &'static Source,
}

fn assets() -> &'static [Asset] {
    static ASSETS: OnceLock<Vec<Asset>> = OnceLock::new();
    ASSETS.get_or_init(|| SOURCES.iter().map(asset).collect())
}

fn asset(source: &'static Source) -> Asset {
    let mut hash = hex::encode(Sha256::digest(source.bytes));
    hash.truncate(HASH_DIGITS);
    Asset { address: format!("/assets/{}.{hash}.{}", source.name, source.extension), hash, source }
}

/// The address of an asset, by its name as `santun.css`.
pub(super) fn address(name: &str) -> &'static str {
    let named = |asset: &&Asset| name.split_once('.') == Some((asset.source.name, asset.source.extension));
    assets().iter().find(named).map_or("", |asset| asset.address.as_str())
}

/// Serves an asset. One of an older version is not there any more: pages that name it are reloaded anyway.
pub(super) async fn serve(path: web::Path<String>) -> Result<HttpResponse, WebError> {
    let wanted = format!("/assets/{path}");
    let asset = assets().iter().find(|asset| asset.address == wanted).ok_or_else(WebError::path_unknown)?;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, asset.source.media_type))
        .insert_header((CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .insert_header((ETAG, format!("\"{}\"", asset.hash)))
        .insert_header((X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .body(asset.source.bytes))
}

#[cfg(test)]
mod tests {
    use super::{SOURCES, address};

    #[test]
    fn every_asset_has_an_address_with_its_hash() {
        for source in SOURCES {
            let address = address(&format!("{}.{}", source.name, source.extension));
            assert!(address.starts_with("/assets/") && address.len() > 20, "{address}");
        }
        assert_eq!(address("nothing.css"), "");
    }
}
