/** What logs call a product, and what people call it: the same in every language. */
export const sourceNames: Readonly<Record<string, string>> = {
  'Microsoft Defender Advanced Threat Protection': 'Defender for Endpoint',
  'Office 365 Advanced Threat Protection': 'Defender for Office 365',
  'Azure Advanced Threat Protection': 'Defender for Identity',
  'Microsoft Cloud App Security': 'Defender for Cloud Apps',
  'Azure Active Directory Identity Protection': 'Entra ID Protection',
  'Microsoft 365 Defender': 'Defender XDR',
};
