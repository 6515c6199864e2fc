/**
 * Techniques of ATT&CK for Enterprise 18.1, one a line: number, how many sub-techniques it has ("-5" for a number that was withdrawn), name.
 * Names and numbers are MITRE's.
 */
const lines = `
1001:3 Data Obfuscation
1003:8 OS Credential Dumping
1005 Data from Local System
1006 Direct Volume Access
1007 System Service Discovery
1008 Fallback Channels
1010 Application Window Discovery
1011:1 Exfiltration Over Other Network Medium
1012 Query Registry
1014 Rootkit
1016:2 System Network Configuration Discovery
1018 Remote System Discovery
1020:1 Automated Exfiltration
1021:8 Remote Services
1025 Data from Removable Media
1027:17 Obfuscated Files or Information
1029 Scheduled Transfer
1030 Data Transfer Size Limits
1033 System Owner/User Discovery
1036:12 Masquerading
1037:5 Boot or Logon Initialization Scripts
1039 Data from Network Shared Drive
1040 Network Sniffing
1041 Exfiltration Over C2 Channel
1046 Network Service Discovery
1047 Windows Management Instrumentation
1048:3 Exfiltration Over Alternative Protocol
1049 System Network Connections Discovery
1052:1 Exfiltration Over Physical Medium
1053:7-1-4 Scheduled Task/Job
1055:15-6-7-10 Process Injection
1056:4 Input Capture
1057 Process Discovery
1059:13 Command and Scripting Interpreter
1068 Exploitation for Privilege Escalation
1069:3 Permission Groups Discovery
1070:10 Indicator Removal
1071:5 Application Layer Protocol
1072 Software Deployment Tools
1074:2 Data Staged
1078:4 Valid Accounts
1080 Taint Shared Content
1082 System Information Discovery
1083 File and Directory Discovery
1087:4 Account Discovery
1090:4 Proxy
1091 Replication Through Removable Media
1092 Communication Through Removable Media
1095 Non-Application Layer Protocol
1098:7 Account Manipulation
1102:3 Web Service
1104 Multi-Stage Channels
1105 Ingress Tool Transfer
1106 Native API
1110:4 Brute Force
1111 Multi-Factor Authentication Interception
1112 Modify Registry
1113 Screen Capture
1114:3 Email Collection
1115 Clipboard Data
1119 Automated Collection
1120 Peripheral Device Discovery
1123 Audio Capture
1124 System Time Discovery
1125 Video Capture
1127:3 Trusted Developer Utilities Proxy Execution
1129 Shared Modules
1132:2 Data Encoding
1133 External Remote Services
1134:5 Access Token Manipulation
1135 Network Share Discovery
1136:3 Create Account
1137:6 Office Application Startup
1140 Deobfuscate/Decode Files or Information
1176:2 Software Extensions
1185 Browser Session Hijacking
1187 Forced Authentication
1189 Drive-by Compromise
1190 Exploit Public-Facing Application
1195:3 Supply Chain Compromise
1197 BITS Jobs
1199 Trusted Relationship
1200 Hardware Additions
1201 Password Policy Discovery
1202 Indirect Command Execution
1203 Exploitation for Client Execution
1204:5 User Execution
1205:2 Traffic Signaling
1207 Rogue Domain Controller
1210 Exploitation of Remote Services
1211 Exploitation for Defense Evasion
1212 Exploitation for Credential Access
1213:6 Data from Information Repositories
1216:2 System Script Proxy Execution
1217 Browser Information Discovery
1218:15-6 System Binary Proxy Execution
1219:3 Remote Access Tools
1220 XSL Script Processing
1221 Template Injection
1222:2 File and Directory Permissions Modification
1480:2 Execution Guardrails
1482 Domain Trust Discovery
1484:2 Domain or Tenant Policy Modification
1485:1 Data Destruction
1486 Data Encrypted for Impact
1489 Service Stop
1490 Inhibit System Recovery
1491:2 Defacement
1495 Firmware Corruption
1496:4 Resource Hijacking
1497:3 Virtualization/Sandbox Evasion
1498:2 Network Denial of Service
1499:4 Endpoint Denial of Service
1505:6 Server Software Component
1518:2 Software Discovery
1525 Implant Internal Image
1526 Cloud Service Discovery
1528 Steal Application Access Token
1529 System Shutdown/Reboot
1530 Data from Cloud Storage
1531 Account Access Removal
1534 Internal Spearphishing
1535 Unused/Unsupported Cloud Regions
1537 Transfer Data to Cloud Account
1538 Cloud Service Dashboard
1539 Steal Web Session Cookie
1542:5 Pre-OS Boot
1543:5 Create or Modify System Process
1546:18 Event Triggered Execution
1547:15-11 Boot or Logon Autostart Execution
1548:6 Abuse Elevation Control Mechanism
1550:4 Use Alternate Authentication Material
1552:8 Unsecured Credentials
1553:6 Subvert Trust Controls
1554 Compromise Host Software Binary
1555:6 Credentials from Password Stores
1556:9 Modify Authentication Process
1557:4 Adversary-in-the-Middle
1558:5 Steal or Forge Kerberos Tickets
1559:3 Inter-Process Communication
1560:3 Archive Collected Data
1561:2 Disk Wipe
1562:13-5 Impair Defenses
1563:2 Remote Service Session Hijacking
1564:14 Hide Artifacts
1565:3 Data Manipulation
1566:4 Phishing
1567:4 Exfiltration Over Web Service
1568:3 Dynamic Resolution
1569:3 System Services
1570 Lateral Tool Transfer
1571 Non-Standard Port
1572 Protocol Tunneling
1573:2 Encrypted Channel
1574:14-2-3 Hijack Execution Flow
1578:5 Modify Cloud Compute Infrastructure
1580 Cloud Infrastructure Discovery
1583:8 Acquire Infrastructure
1584:8 Compromise Infrastructure
1585:3 Establish Accounts
1586:3 Compromise Accounts
1587:4 Develop Capabilities
1588:7 Obtain Capabilities
1589:3 Gather Victim Identity Information
1590:6 Gather Victim Network Information
1591:4 Gather Victim Org Information
1592:4 Gather Victim Host Information
1593:3 Search Open Websites/Domains
1594 Search Victim-Owned Websites
1595:3 Active Scanning
1596:5 Search Open Technical Databases
1597:2 Search Closed Sources
1598:4 Phishing for Information
1599:1 Network Boundary Bridging
1600:2 Weaken Encryption
1601:2 Modify System Image
1602:2 Data from Configuration Repository
1606:2 Forge Web Credentials
1608:6 Stage Capabilities
1609 Container Administration Command
1610 Deploy Container
1611 Escape to Host
1612 Build Image on Host
1613 Container and Resource Discovery
1614:1 System Location Discovery
1615 Group Policy Discovery
1619 Cloud Storage Object Discovery
1620 Reflective Code Loading
1621 Multi-Factor Authentication Request Generation
1622 Debugger Evasion
1647 Plist File Modification
1648 Serverless Execution
1649 Steal or Forge Authentication Certificates
1650 Acquire Access
1651 Cloud Administration Command
1652 Device Driver Discovery
1653 Power Settings
1654 Log Enumeration
1656 Impersonation
1657 Financial Theft
1659 Content Injection
1665 Hide Infrastructure
1666 Modify Cloud Resource Hierarchy
1667 Email Bombing
1668 Exclusive Control
1669 Wi-Fi Networks
1671 Cloud Application Integration
1672 Email Spoofing
1673 Virtual Machine Discovery
1674 Input Injection
1675 ESXi Administration Command
1677 Poisoned Pipeline Execution
1678 Delay Execution
1679 Selective Exclusion
1680 Local Storage Discovery
1681 Search Threat Vendor Data
`;

/** One technique: its name, and the numbers of its sub-techniques. */
export interface AttackTechnique {
  readonly id: string;
  readonly name: string;
  /** Highest number of a sub-technique; 0 for none. */
  readonly highest: number;
  /** Numbers below it that are withdrawn, or became another technique. */
  readonly withdrawn: readonly number[];
}

/** Every technique by its id, `T1078`. */
export const attackTechniques: ReadonlyMap<string, AttackTechnique> = new Map(
  lines
    .trim()
    .split('\n')
    .map((line): [string, AttackTechnique] => {
      const [head = '', ...words] = line.split(' ');
      const [number = '', numbers = '0'] = head.split(':');
      const [highest = 0, ...withdrawn] = numbers.split('-').map(Number);
      return [`T${number}`, { id: `T${number}`, name: words.join(' '), highest, withdrawn }];
    }),
);
