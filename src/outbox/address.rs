//! Where a hand-over may be sent: never by accident into our own network.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, ToSocketAddrs};

use reqwest::Url;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};

/// Whether an address belongs to this machine, to a private network, or to nobody.
pub(super) fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_private_v4(address),
        IpAddr::V6(address) => embedded_v4(address).map_or_else(|| is_private_v6(address), is_private_v4),
    }
}

fn is_private_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || a == 0
        || a >= 240
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 198 && (18..20).contains(&b))
}

fn is_private_v6(address: Ipv6Addr) -> bool {
    address.is_loopback()
        || address.is_unspecified()
        || address.is_multicast()
        || address.is_unique_local()
        || address.is_unicast_link_local()
}

/// The IPv4 address inside a mapped (`::ffff:0:0/96`) or translated (`64:ff9b::/96`) one.
fn embedded_v4(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let translated = || {
        let [prefix @ .., high, low] = address.segments();
        let translated = prefix == [0x64, 0xff9b, 0, 0, 0, 0];
        translated.then(|| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low)))
    };
    address.to_ipv4_mapped().or_else(translated)
}

/// The private address that a URL names as digits, if it does: such a host never passes the resolver.
pub(super) fn private_literal(url: &Url) -> Option<IpAddr> {
    let host = url.host_str()?.trim_start_matches('[').trim_end_matches(']');
    host.parse().ok().filter(|address| is_private(*address))
}

/// Resolves names to public addresses only, at each connection, so that a name cannot turn private later.
pub(super) struct PublicOnly;

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let host = name.as_str().to_owned();
            let found = tokio::task::spawn_blocking(move || (host.as_str(), 0).to_socket_addrs()).await??;
            let all: Vec<SocketAddr> = found.collect();
            if all.iter().any(|address| is_private(address.ip())) {
                return Err(format!("{} leads to a private address", name.as_str()).into());
            }
            Ok(Box::new(all.into_iter()) as Addrs)
        })
    }
}
