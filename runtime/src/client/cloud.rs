//! The national clouds of Microsoft Graph.

/// A deployment of Microsoft Graph. A token of one is not valid in another.
///
/// Sources: Microsoft's page "National cloud deployments", and for France, Germany and Singapore the environments that
/// Microsoft Graph PowerShell and the Microsoft authentication libraries have built in. GCC uses
/// [`Global`](Self::Global).
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
    /// France, operated by Bleu: `graph.svc.sovcloud.fr`
    France,
    /// Germany, operated by Delos: `graph.svc.sovcloud.de`
    Germany,
    /// The government of Singapore: `graph.svc.sovcloud.sg`
    Singapore,
    /// US National. Its hosts are not public: they are given by `base_url` and `authority`.
    UsNat,
    /// US Secret. Its hosts are not public: they are given by `base_url` and `authority`.
    UsSec,
}

impl Cloud {
    /// The host root of Graph in this cloud, `"https://graph.microsoft.com"`; `None` where it is not public.
    #[must_use]
    pub const fn base_url(self) -> Option<&'static str> {
        match self {
            Self::Global => Some("https://graph.microsoft.com"),
            Self::UsGovL4 => Some("https://graph.microsoft.us"),
            Self::UsGovL5 => Some("https://dod-graph.microsoft.us"),
            Self::China => Some("https://microsoftgraph.chinacloudapi.cn"),
            Self::France => Some("https://graph.svc.sovcloud.fr"),
            Self::Germany => Some("https://graph.svc.sovcloud.de"),
            Self::Singapore => Some("https://graph.svc.sovcloud.sg"),
            Self::UsNat | Self::UsSec => None,
        }
    }

    /// The host root of Microsoft Entra in this cloud, which issues tokens; `None` where it is not public.
    #[must_use]
    pub const fn authority_url(self) -> Option<&'static str> {
        match self {
            Self::Global => Some("https://login.microsoftonline.com"),
            Self::UsGovL4 | Self::UsGovL5 => Some("https://login.microsoftonline.us"),
            Self::China => Some("https://login.chinacloudapi.cn"),
            Self::France => Some("https://login.sovcloud-identity.fr"),
            Self::Germany => Some("https://login.sovcloud-identity.de"),
            Self::Singapore => Some("https://login.sovcloud-identity.sg"),
            Self::UsNat | Self::UsSec => None,
        }
    }
}
