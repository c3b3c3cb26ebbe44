// Names for the practice pupils: invented pairs in the mix that a real register has. Two in one class share a forename, and one
// surname is as long as surnames get, so that every list is tried with both.

export const ASHWICK_NAMES: readonly string[] = [
  // Class 4 Hazel, the class that has been on a trip
  'Amelia Asante|Noah Bellamy|Zara Chaudhry|Leo Dunmore|Isla Eastwood|Amelia Fenwick|Kofi Gyasi',
  'Persephone Featherstonehaugh-Micklethwaite-Rose|Harvey Ingram|Anya Jankowska|Reuben Kirkbride|Maisie Lockyer',
  'Tariq Mahmood|Freya Nettleton|Callum Oakes|Sofia Pereira|Jude Quayle|Aaliyah Rahman|Finley Stopford',
  'Mei Tsang|Arlo Underhill|Poppy Venables|Elijah Woolgar|Niamh Yeates',
  // Class 6 Rowan, the class that is on a trip now
  'Ibrahim Abdi|Scarlett Birtwistle|Rory Cavanagh|Lakshmi Desai|Ethan Everard|Ottilie Foxton|Yusuf Gokalp',
  'Hattie Holdsworth|Dylan Iveson|Chidi Johnson-Eze|Martha Kershaw|Kacper Lewandowski|Willow Maddocks|Ravi Natarajan',
  'Beatrix Ormerod|Toby Pickersgill|Fatima Qureshi|Sam Rosewarne',
  // Class 2 Willow
  'Eliza Sharrock|Oscar Tunnicliffe|Ayesha Uddin|Barnaby Verrall|Grace Wetherby|Zain Yaqub|Ivy Ashcroft',
  'Luca Benedetti|Summer Clegg|Jonah Drabble|Nia Evans-Rhys|Max Fothergill|Esme Garside|Kai Hirst',
  'Lottie Iliffe|Mateus Jardim|Rosa Kilburn|Theo Lumb',
].flatMap((line) => line.split('|'));

export const HARROWDEAN_NAMES: readonly string[] = [
  // Class 9K, the class that has been on a trip
  'Aidan Ackroyd|Bethany Boateng|Connor Clough|Divya Dhillon|Ella Entwistle|Farhan Faruqi|Georgia Greenhalgh',
  'Hassan Hussaini|Imogen Illingworth|Jayden Joseph|Kezia Kallon|Liam Lightowler|Mariam Mirza|Nathan Naylor',
  'Olivia Openshaw|Patryk Pawlak|Qasim Quddus|Rebecca Rawcliffe|Sean Sugden|Tilly Threlfall|Umar Usmani',
  'Verity Vickers|William Wadsworth|Yasmin Younis',
  // Class 7B, the class that is on a trip now
  'Abigail Akhtar|Ben Broadbent|Caitlin Crabtree|Darius Danso|Erin Earnshaw|Felix Fairclough|Hannah Heptonstall',
  'Isaac Ibekwe|Jasmine Judge|Kian Kaczmarek|Lola Lomax|Milo Murgatroyd|Nadia Nowak|Oliver Ogden',
  'Phoebe Pollard|Rhys Redfearn|Saskia Shackleton|Tomas Tattersall',
  // Class 11M
  'Alice Appleyard|Bilal Butt|Charlotte Cockcroft|Dominic Dearden|Esther Emmanuel|Freddie Firth|Gurpreet Gill',
  'Harriet Haworth|Ismail Iqbal|Jessica Jagger|Kyle Kelsall|Lucy Lister|Muhammad Malik|Naomi Nuttall',
  'Patrick Priestley|Rosie Ramsbottom|Sanjay Sunderland|Tegan Tordoff',
].flatMap((line) => line.split('|'));

/** Forenames of the people who answer for a pupil; their surname is the pupil's. */
export const GUARDIAN_FORENAMES: readonly string[] =
  'Alison Brendan Chioma David Elaine Farouk Gillian Hamid Irena Joseph Karen Luis Meera Neil Oluchi Paul Rukhsana Stephen Tanya Vikram'.split(
    ' ',
  );
