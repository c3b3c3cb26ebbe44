// Words by which a post can be told to be about a school subject (T-22, R-14). A subject may be called by several names; a star
// stands for any ending. A trust adds its own words, and subjects that are not here, in its list `subject_words`.

export interface SubjectTerms {
  /** what schools call it; each is a term too */
  names: readonly string[];
  terms: readonly string[];
}

const subject = (names: string, terms: string): SubjectTerms => ({
  names: names.split(', '),
  terms: terms.split(', '),
});

export const SUBJECT_TERMS: readonly SubjectTerms[] = [
  subject(
    'science, sciences, combined science, triple science',
    'scien*, experiment*, laborator*, lab, labs, practical, hypothes*, investigat*, bunsen, beaker*, microscope*, circuit*, magnet*, force, forces, energy, particle*, chemical*, reaction*, acid*, cell, cells, habitat*, photosynthesis, planet*, space, electric*, biolog*, chemist*, physic*, dissect*, food chain*, STEM',
  ),
  subject(
    'biology',
    'biolog*, cell, cells, enzyme*, organ, organs, heart, lungs, dissect*, dna, gene, genes, genetic*, evolution, ecosystem*, habitat*, photosynthesis, respiration, microscope*, bacteria, species, field work, quadrat*, organism*, food chain*, animal*, plant*',
  ),
  subject(
    'chemistry',
    'chemi*, element, elements, periodic table, reaction*, acid*, alkali*, titration*, crystal*, molecul*, atom*, bunsen, flame test*, experiment*, distillation, polymer*, metal, metals, ph',
  ),
  subject(
    'physics',
    'physic*, force, forces, motion, energy, wave, waves, circuit*, electric*, magnet*, gravity, pressure, pendulum*, light, lens*, radiation, radioactiv*, space, planet*, rocket*, velocity, experiment*, telescope*',
  ),
  subject(
    'maths, mathematics, further maths, numeracy',
    'math*, number, numbers, times table*, algebra*, equation*, geometr*, fraction*, decimal*, percentage*, angle*, shape, shapes, area, perimeter, graph*, ratio, probabilit*, statistic*, calculus, problem solving, puzzle*, multipl*, division, addition, subtract*, arithmetic, trigonometr*',
  ),
  subject(
    'english, english language, english literature, literacy',
    'english, poem*, poet*, novel*, shakespeare, macbeth, story, stories, writing, writer*, author*, reading, read, book, books, essay*, character*, play, drama, grammar, spelling*, handwriting, phonics, library, debat*, speech*, literature, narrative*, creative writing, text, texts',
  ),
  subject(
    'history',
    'histor*, war, wars, battle*, roman*, viking*, tudor*, victorian*, castle*, king, kings, queen, queens, ancient, egypt*, medieval, empire*, archive*, source, sources, archaeolog*, artefact*, revolution*, holocaust, remembrance, parliament, monument*, century, centuries',
  ),
  subject(
    'geography',
    'geograph*, map, maps, river*, coast*, erosion, volcano*, earthquake*, climate, weather, mountain*, field work, fieldwork, field trip, settlement*, population*, atlas*, continent*, ocean*, landscape*, compass*, glacier*, rainforest*, urban, tourism, sustainab*, globe',
  ),
  subject(
    'art, art and design, fine art, photography, textiles',
    'art, arts, artist*, artwork*, painting*, paint, painted, drawing*, drew, sketch*, sculpt*, clay, ceramic*, print, prints, printmaking, collage*, canvas*, exhibition*, gallery, galleries, portrait*, watercolour*, textile*, photograph*, pottery, charcoal, still life, design*, weav*',
  ),
  subject(
    'design and technology, design & technology, d&t, dt, technology, engineering, resistant materials',
    'design*, technolog*, prototype*, workshop*, wood, woodwork*, metalwork*, cad, laser cut*, 3d print*, product, products, tools, engineer*, model, models, materials, build, built, soldering, electronics, mechanism*, structure*, textile*, make, making, made, dt, d&t',
  ),
  subject(
    'food technology, food, food and nutrition, cooking, catering',
    'food, cook*, bak*, recipe*, kitchen*, nutrition*, ingredient*, dish, dishes, bread, pastry, knife skills, healthy eating, meal, meals, chef*, taste*, cake*, soup*',
  ),
  subject(
    'music',
    'music*, choir*, sing*, sang, song*, orchestra*, band, bands, concert*, instrument*, piano, violin*, guitar*, drum*, trumpet*, flute*, ukulele*, recorder*, compos*, rehears*, rhythm*, melod*, ensemble*, recital*, carol*, percussion',
  ),
  subject(
    'drama, performing arts, theatre studies, dance',
    'drama*, theatre*, perform*, play, plays, acting, actor*, stage, rehears*, script*, scene*, musical, cast, audience*, improvis*, dance*, dancing, choreograph*, monologue*, mime, devised, costume*',
  ),
  subject(
    'pe, physical education, sport, sports, games',
    'pe, sport*, match, matches, fixture*, team, teams, football*, netball*, rugby, hockey, cricket, tennis, athletic*, rounders, basketball, swim*, gymnast*, dance*, running, run, relay*, tournament*, cup, league, training, trampolin*, badminton, cross country, fitness, won, scored, goal, goals, victory, defeat*',
  ),
  subject(
    'computing, computer science, ict, it',
    'comput*, coding, code, coded, coders, program*, algorithm*, python, scratch, robot*, software, hardware, data, database*, cyber*, app, apps, website*, html, debug*, binary, network*, micro bit, microbit, raspberry pi, spreadsheet*, digital, online safety',
  ),
  subject(
    'languages, modern foreign languages, mfl, modern languages, french, german, spanish, italian, mandarin, latin, welsh',
    'language*, french, france, paris, german*, berlin, spanish, spain, italian*, mandarin, chinese, latin, welsh, cymraeg, vocabulary, translat*, exchange, conversation*, bonjour, hola, guten tag, ciao, grammar, oral, speaking, listening, cuisine, cultur*',
  ),
  subject(
    're, rs, religious education, religious studies, philosophy, ethics',
    'relig*, faith*, belief*, ethic*, philosoph*, worship*, church*, mosque*, temple*, synagogue*, gurdwara*, bible, quran, torah, festival*, diwali, easter, christmas, eid, hanukkah, vaisakhi, prayer*, pilgrimage*, moral*, buddhis*, christian*, islam*, hindu*, sikh*, jewish, judaism',
  ),
  subject(
    'pshe, pshce, citizenship, rshe, personal development, wellbeing',
    'pshe, citizen*, wellbeing, health*, mental health, relationship*, friend*, democra*, debat*, vote, voting, community, communities, rights, respect, kindness, careers, finance, money, online safety, anti-bullying, resilien*, charit*, volunteer*, council',
  ),
  subject(
    'business, business studies, economics, finance',
    'business*, enterpris*, econom*, market*, entrepreneur*, profit*, finance, financial, budget*, company, companies, product, products, customer*, brand*, trade, trading, inflation, supply, demand, invest*',
  ),
  subject(
    'psychology, sociology, health and social care, child development',
    'psycholog*, sociolog*, behaviour*, memory, experiment*, research*, brain*, society, identity, social care, care, caring, development, study, studies, theory, theories, survey*, culture*',
  ),
  subject(
    'media, media studies, film studies',
    'media, film*, camera*, edit*, director*, documentar*, newspaper*, magazine*, journalis*, advert*, radio, podcast*, screen*, script*, broadcast*, animation*, podcast*, poster*',
  ),
];
