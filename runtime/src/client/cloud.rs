//! The national clouds of Microsoft Graph.

/// A deployment of Microsoft Graph. A token of one is not valid in another.
///
/// Source: Microsoft's page "National cloud deployments". GCC uses [`Global`](Self::Global).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Cloud {
    /// `graph.microsoft.com`
    #[default]
    Global,
    /// US Government L4, GCC High: `graph.microsoft.us`
    UsGovL4,
    /// US Government L5, DoD: `dod-graph.microsoft.us`
    UsGovL5,
    /// China, operated by 21Vianet: `microsoftgraph.chinacloudapi.cn`
    China,
}

impl Cloud {
    /// The host root of Graph in this cloud, `"https://graph.microsoft.com"`.
    #[must_use]
    pub const fn base_url(self) -> &'static str {
        match self {
            Self::Global => "https://graph.microsoft.com",
            Self::UsGovL4 => "https://graph.microsoft.us",
            Self::UsGovL5 => "https://dod-graph.microsoft.us",
            Self::China => "https://microsoftgraph.chinacloudapi.cn",
        }
    }

    /// The host root of Microsoft Entra in this cloud, which issues tokens.
    #[must_use]
    pub const fn authority_url(self) -> &'static str {
        match self {
            Self::Global => "https://login.microsoftonline.com",
            Self::UsGovL4 | Self::UsGovL5 => "https://login.microsoftonline.us",
            Self::China => "https://login.chinacloudapi.cn",
        }
    }
}
