/** Words and forms of each that must be found with it: the word, a colon, its forms. */
export const wordForms = {
  'common nouns': `
    flygtning: flygtningen flygtninge flygtningene flygtningenes flygtnings
    kommune: kommunen kommuner kommunerne kommunernes kommunens
    uddannelse: uddannelsen uddannelser uddannelserne uddannelsernes
    praktik: praktikken praktikker praktikkerne praktikkens
    medarbejder: medarbejderen medarbejdere medarbejderne medarbejdernes
    borger: borgeren borgere borgerne borgernes
    indvandrer: indvandreren indvandrere indvandrerne
    vejleder: vejlederen vejledere vejlederne
    kvinde: kvinden kvinder kvinderne kvindernes
    familie: familien familier familierne familiens
    skole: skolen skoler skolerne skolernes
    bolig: boligen boliger boligerne boligens
    virksomhed: virksomheden virksomheder virksomhederne virksomhedernes
    arbejdsplads: arbejdspladsen arbejdspladser arbejdspladserne
    ordning: ordningen ordninger ordningerne
    forening: foreningen foreninger foreningerne foreningernes
    indsats: indsatsen indsatser indsatserne
    metode: metoden metoder metoderne
    oplevelse: oplevelsen oplevelser oplevelserne
    ægteskab: ægteskabet ægteskaber ægteskaberne
    partnerskab: partnerskabet partnerskaber partnerskabernes
    sted: stedet steder stederne
    hold: holdet holdene holdets
    hus: huset huse husene husenes
    land: landet lande landene
    barn: barnet barnets børn børnene børnenes
    møde: mødet møder møderne mødernes
    arbejde: arbejdet arbejder arbejdets
    område: området områder områderne
    brev: brevet breve brevene
    tilbud: tilbuddet tilbuddene tilbuddets
    forløb: forløbet forløbene
    job: jobbet jobbene jobs jobbets
    kort: kortet kortene
    netværk: netværket netværkene
    råd: rådet rådene rådets
    projekt: projektet projekter projekterne projektets
    resultat: resultatet resultater resultaterne
    kontor: kontoret kontorer kontorerne
    initiativ: initiativet initiativer initiativerne
    klub: klubben klubber klubberne
    bus: bussen busser busserne
    ven: vennen venner vennerne venners
    gruppe: gruppen grupper grupperne
    seng: sengen senge sengene
    dag: dagen dage dagene dagens
    by: byen byer byerne byens
    idé: idéen idéer idéerne
    kø: køen
    sø: søen`,
  'nouns that change': `
    mor: moren mødre mødrene moderen mødres
    far: faderen fædre fædrene
    bror: brødre brødrene brødrenes
    søster: søsteren søstre søstrene
    datter: datteren døtre døtrene døtres
    søn: sønnen sønner sønnerne
    forælder: forælderen forældre forældrene forældrenes
    bedsteforælder: bedsteforælderen bedsteforældre bedsteforældrene
    mand: manden mænd mændene mændenes
    bonde: bonden bønder bønderne
    hånd: hånden hænder hænderne
    fod: foden fødder fødderne
    tand: tanden tænder tænderne
    øje: øjet øjne øjnene
    bog: bogen bøger bøgerne
    nat: natten nætter nætterne
    kraft: kraften kræfter kræfterne
    gås: gåsen gæs gæssene
    and: ænder
    ko: køer
    kursus: kurset kurser kurserne kursernes kursets
    museum: museet museer museerne museets
    gymnasium: gymnasiet gymnasier gymnasierne
    laboratorium: laboratoriet laboratorier
    medium: mediet medier medierne
    ministerium: ministeriet ministerier ministeriets
    stipendium: stipendiet stipendier
    kriterium: kriteriet kriterier kriterierne
    forum: forummet fora
    center: centeret centret centre centrene centrets
    titel: titlen titler titlerne
    middel: midlet midler midlerne
    model: modellen modeller modellerne
    artikel: artiklen artikler artiklerne
    regel: reglen regler reglerne
    handel: handelen handlen
    cykel: cyklen cykler cyklerne
    nøgle: nøglen nøgler nøglerne
    teater: teatret teatre teatrene
    register: registret registre registrene
    nummer: nummeret numre numrene
    mester: mesteren mestre mestrene
    sommer: sommeren somre
    vinter: vinteren vintre
    aften: aftenen aftner aftenerne
    våben: våbnet våbnene
    tema: temaet temaer temaerne
    skema: skemaet skemaer skemaerne
    firma: firmaet firmaer firmaerne
    konto: kontoen konti kontoer kontoerne
    video: videoen videoer videoerne
    menneske: mennesket mennesker menneskene menneskers`,
  verbs: `
    arbejde: arbejdede arbejdende arbejder arbejdet
    uddanne: uddanner uddannede uddannet uddannes
    vejlede: vejleder vejledte vejledt vejledende
    integrere: integrerer integrerede integreret integreres
    deltage: deltager deltog deltaget deltagende
    tilbyde: tilbyder tilbød tilbudt
    møde: mødte mødt
    købe: køber købte købt
    køre: kører kørte kørt
    høre: hører hørte hørt
    lære: lærte lært
    bruge: brugte brugt bruges
    kende: kender kendte kendt
    hjælpe: hjælper hjalp hjulpet hjælpes
    finde: fandt fundet findes
    skrive: skriver skrev skrevet
    spørge: spørger spurgte spurgt
    sige: siger sagde sagt
    vælge: vælger valgte valgt
    sælge: sælger solgte solgt
    gå: går gået
    stå: står stod stået
    give: giver gav givet
    holde: holder holdt holdes
    bringe: bringer bragte bragt
    følge: følger fulgte fulgt
    ansætte: ansætter ansatte ansat
    fortsætte: fortsætter fortsatte fortsat
    beskrive: beskrev beskrevet beskrives
    undervise: underviser underviste undervist
    besøge: besøgte besøgt
    samle: samler samlede samlet
    oplyse: oplyste oplyst
    vurdere: vurderede vurderet
    tolke: tolker tolkede tolket`,
  adjectives: `
    dansk: danske
    stærk: stærkt stærke stærkere stærkest stærkeste
    svag: svagt svage svagere
    kommunal: kommunalt kommunale
    social: socialt sociale
    etnisk: etniske
    ung: unge yngre yngst yngste unges
    gammel: gamle ældre ældst ældste gammelt
    god: gode godt bedre bedst bedste
    lang: langt lange længere længst
    lille: små mindst mindste
    ledig: ledigt ledige lediges
    frivillig: frivilligt frivillige frivilliges
    syg: sygt syge
    udsat: udsatte udsattes
    nyankommen: nyankomne nyankomnes
    tosproget: tosprogede tosprogedes
    voksen: voksne voksnes
    vanskelig: vanskeligt vanskelige vanskeligere
    tryg: trygt trygge tryggere
    interesseret: interesserede
    kompliceret: komplicerede
    grøn: grønt grønne`,
  'words made of others': `
    vejlede: vejledning vejleder vejledningen vejledere
    behandle: behandling behandler behandlingen
    undervise: undervisning undervisningen underviser
    oversætte: oversættelse oversætter
    tolk: tolkning tolke tolkningen
    træne: træning træner træningen
    bygge: bygning byggede
    uddanne: uddannelse uddannelsen
    integrere: integration integrationen integrering
    informere: information informationer
    sund: sundhed sundheden
    ensom: ensomhed ensomheden
    tryg: tryghed
    ledig: ledighed ledigheden
    frivillig: frivillighed
    politik: politisk politiske politiker politikken
    kriminalitet: kriminelle kriminel
    kvinde: kvindelig kvindelige
    praktik: praktikant praktikanter praktikanternes
    somalia: somalier somalisk somaliere
    syrien: syrer syrere syrisk syriske
    ukraine: ukrainer ukrainere ukrainsk ukrainske`,
};
