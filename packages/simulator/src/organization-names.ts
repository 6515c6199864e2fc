/** Given names of the staff; a mix that fits an international company. */
export const givenNames = [
  'Adele', 'Amira', 'Anders', 'Bianca', 'Carlos', 'Chen', 'Daan', 'Diego', 'Elena', 'Emma', 'Fatima', 'Femke', 'Gerhard', 'Hana', 'Ines', 'Isaac',
  'Jamal', 'Jonas', 'Julia', 'Katrin', 'Lars', 'Leila', 'Lucas', 'Maarten', 'Maria', 'Megan', 'Milan', 'Nadia', 'Noor', 'Oscar', 'Paula', 'Priya',
  'Quinten', 'Rosa', 'Ruben', 'Sanne', 'Sofia', 'Thijs', 'Tomasz', 'Ulrike', 'Viktor', 'Wen', 'Yara', 'Zoe',
] as const;

export const familyNames = [
  'Aalbers', 'Adeyemi', 'Bakker', 'Bergström', 'Castro', 'Dijkstra', 'Dubois', 'Eriksen', 'Fischer', 'Garcia', 'Haddad', 'Hoekstra', 'Ivanova', 'Jansen',
  'Kaya', 'Kowalski', 'Lindqvist', 'Lopez', 'Maas', 'Meyer', 'Nakamura', 'Novak', 'Okafor', 'Olsen', 'Peters', 'Prins', 'Quispe', 'Ricci', 'Rossi',
  'Schmidt', 'Silva', 'Smit', 'Tanaka', 'Thomsen', 'Uçar', 'Vermeer', 'Visser', 'Weber', 'Willems', 'Xu', 'Yilmaz', 'Zhang',
] as const;

/** Where people work; `weight` is the share of the staff. */
export const sites = [
  { city: 'Amsterdam', state: 'Noord-Holland', country: 'NL', code: 'AMS', weight: 46, officeIp: '203.0.113.10' },
  { city: 'Eindhoven', state: 'Noord-Brabant', country: 'NL', code: 'EIN', weight: 18, officeIp: '203.0.113.20' },
  { city: 'Antwerp', state: 'Antwerpen', country: 'BE', code: 'ANR', weight: 14, officeIp: '203.0.113.30' },
  { city: 'Hamburg', state: 'Hamburg', country: 'DE', code: 'HAM', weight: 12, officeIp: '203.0.113.40' },
  { city: 'Leeds', state: 'England', country: 'GB', code: 'LDS', weight: 10, officeIp: '203.0.113.50' },
] as const;

export type Site = (typeof sites)[number];

export const departments = [
  { name: 'Sales', titles: ['Account manager', 'Sales director', 'Sales assistant'], weight: 22 },
  { name: 'Operations', titles: ['Planner', 'Shift lead', 'Operations manager'], weight: 26 },
  { name: 'Finance', titles: ['Accounts payable clerk', 'Controller', 'Chief financial officer'], weight: 10 },
  { name: 'Human resources', titles: ['Recruiter', 'HR adviser'], weight: 6 },
  { name: 'IT', titles: ['System administrator', 'Service desk engineer', 'Network engineer'], weight: 8 },
  { name: 'Research', titles: ['Engineer', 'Laboratory analyst', 'Programme lead'], weight: 16 },
  { name: 'Legal', titles: ['Counsel', 'Paralegal'], weight: 4 },
  { name: 'Marketing', titles: ['Campaign manager', 'Designer'], weight: 8 },
] as const;
