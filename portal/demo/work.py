"""Texts of the demo's jobs board. Companies and postings are invented; so are the people who act for them."""

from datetime import timedelta
from typing import Any, NamedTuple

from portal.domain.catalogue.models import French
from portal.domain.jobs.choices import JobKind, PayPer, Presence

#: Name, town, what it does.
COMPANIES = (
    ("Atelier Pixel Nord", "Saint-Denis", "Nous créons des sites web pour des commerces de quartier."),
    ("Cargo Vert Logistique", "Bobigny", "Nous livrons la ville à vélo."),
    ("Maison Tilleul", "Montreuil", "Nous tenons trois résidences pour personnes âgées."),
    ("Banque du Faubourg", "Paris", "Nous sommes une banque de proximité."),
    ("Studio Marelle", "Pantin", "Nous dessinons des jeux éducatifs."),
    ("Réseaux Clairval", "Créteil", "Nous installons la fibre et le wifi dans les immeubles."),
    ("La Bonne Pâte", "Bagnolet", "Nous fabriquons du pain biologique."),
    ("Imprimerie Trois Rives", "Aubervilliers", "Nous imprimons des livres et des affiches."),
    ("Nuage Sobre", "Paris", "Nous hébergeons des sites qui consomment peu."),
    ("Cabinet Orme et Associés", "Paris", "Nous tenons la comptabilité de petites entreprises."),
    ("Recycl’Octet", "Gennevilliers", "Nous réparons et revendons des ordinateurs."),
    ("Hôtel des Passeurs", "Paris", "Nous accueillons des voyageurs près de la gare."),
    ("Jardins Suspendus", "Vitry-sur-Seine", "Nous plantons des potagers sur les toits."),
    ("Assurances Belleroche", "Nanterre", "Nous assurons des familles et des artisans."),
    ("Clinique du Parc Bleu", "Bondy", "Nous soignons des patients de tout l’est parisien."),
    ("Données Limpides", "Paris", "Nous rangeons les données des villes."),
    ("Transports Aurélie", "Villeneuve-Saint-Georges", "Nous transportons des marchandises en France."),
    ("École Grandir", "Ivry-sur-Seine", "Nous accueillons des enfants de deux à six ans."),
    ("Fil Rouge Textile", "Roubaix", "Nous cousons des vêtements de travail."),
    ("Solaire Avenir", "Lyon", "Nous posons des panneaux solaires."),
    ("Mobilité Plus", "Villeurbanne", "Nous louons des voitures électriques."),
    ("Cuisine Partage", "Saint-Ouen-sur-Seine", "Nous cuisinons pour des cantines."),
    ("Optique Mirabel", "Évry-Courcouronnes", "Nous vendons des lunettes à prix juste."),
    ("Librairie du Canal", "Paris", "Nous vendons des livres en vingt langues."),
    ("Bâtir Léger", "Argenteuil", "Nous construisons en bois."),
    ("Pharmacie Centrale du Levant", "Sarcelles", "Nous préparons et livrons des médicaments."),
    ("Signal Fort", "Massy", "Nous testons des logiciels."),
    ("Éditions Passage", "Montreuil", "Nous publions des cours de langue."),
    ("Voisins Numériques", "Clichy", "Nous sommes une association d’aide informatique."),
    ("Énergie Commune", "Grenoble", "Nous sommes une coopérative d’électricité."),
    ("Musée de la Machine", "Marseille", "Nous montrons l’histoire du calcul."),
    ("Café Traduction", "Paris", "Nous traduisons des documents en trente langues."),
    ("Propreté Horizon", "Drancy", "Nous nettoyons des bureaux, sans produit toxique."),
    ("Audio Plaine", "La Courneuve", "Nous produisons des podcasts."),
    ("Métal Précis", "Tremblay-en-France", "Nous fabriquons des pièces pour les trains."),
    ("Ferme des Deux Tours", "Meaux", "Nous vendons nos légumes en ligne."),
    ("Cartes et Plans", "Noisy-le-Grand", "Nous dessinons des cartes pour les villes."),
    ("Sécurité Douce", "Courbevoie", "Nous accueillons le public dans des immeubles."),
    ("Bricolage Solidaire", "Toulouse", "Nous prêtons des outils."),
    ("Lisbon Bay Software", None, "We build booking software for small hotels."),
)

#: First names and surnames of invented recruiters.
RECRUITERS = (
    *("Agnès Delorme", "Bruno Castel", "Camille Rivet", "Denis Aubrac", "Estelle Moreau", "Farid Haddad"),
    *("Gwenaëlle Le Goff", "Hugo Marchetti", "Inès Barreau", "Julien Tessier", "Karine Vallier", "Loïc Guérin"),
)


class Work(NamedTuple):
    """A posting. `pay`: euros before tax; `days`: how long it lasts, None: without an end."""

    kind: JobKind
    title: str
    tasks: str
    wanted: str
    learned: str
    per: PayPer
    pay: tuple[int, int | None]
    french: French
    beginner: bool
    presence: Presence = Presence.ON_SITE
    days: int | None = None
    hours: int = 35
    questions: tuple[str, ...] = ()

    @property
    def lasts(self) -> timedelta | None:
        return timedelta(days=self.days) if self.days else None


_I, _A, _F, _P, _L, _M = (
    JobKind.INTERNSHIP,
    JobKind.APPRENTICESHIP,
    JobKind.FIXED_TERM,
    JobKind.PERMANENT,
    JobKind.FREELANCE,
    JobKind.IMMERSION,
)

WORK = (
    Work(
        kind=_I,
        title="Stage en développement web",
        tasks="Corriger des pages. Ajouter un formulaire. Tester sur téléphone.",
        wanted="HTML et CSS.",
        learned="Git, JavaScript, le travail en équipe.",
        per=PayPer.MONTH,
        pay=(680, None),
        french=French.A2,
        beginner=True,
        presence=Presence.HYBRID,
        days=90,
        questions=("Montrez-nous une page que vous avez faite.",),
    ),
    Work(
        kind=_A,
        title="Alternance technicien réseaux",
        tasks="Poser des prises. Régler des bornes wifi. Noter chaque visite.",
        wanted="Être soigneux, aimer bouger.",
        learned="Les réseaux, la sécurité, le diplôme.",
        per=PayPer.MONTH,
        pay=(1050, 1400),
        french=French.B1,
        beginner=True,
        days=365,
    ),
    Work(
        kind=_P,
        title="Assistant informatique",
        tasks="Aider les collègues. Préparer des ordinateurs. Répondre au téléphone.",
        wanted="Windows, patience.",
        learned="La gestion d’un parc de machines.",
        per=PayPer.YEAR,
        pay=(24000, 27000),
        french=French.B1,
        beginner=False,
    ),
    Work(
        kind=_F,
        title="Préparateur de commandes",
        tasks="Préparer des colis. Utiliser un lecteur de codes. Ranger les rayons.",
        wanted="Tenir debout, savoir compter.",
        learned="Le logiciel de stock.",
        per=PayPer.HOUR,
        pay=(12, None),
        french=French.A1,
        beginner=True,
        days=120,
    ),
    Work(
        kind=_I,
        title="Stage saisie et tri de données",
        tasks="Relire des tableaux. Corriger des adresses. Faire des listes.",
        wanted="Un tableur, de l’attention.",
        learned="Les formules, la qualité des données.",
        per=PayPer.MONTH,
        pay=(680, 750),
        french=French.A2,
        beginner=True,
        presence=Presence.REMOTE,
        days=60,
    ),
    Work(
        kind=_P,
        title="Agent d’accueil",
        tasks="Accueillir les visiteurs. Répondre au téléphone. Tenir l’agenda.",
        wanted="Parler français et une autre langue.",
        learned="Le logiciel d’accueil.",
        per=PayPer.MONTH,
        pay=(1850, 2000),
        french=French.B2,
        beginner=False,
    ),
    Work(
        kind=_M,
        title="Découvrir le métier de testeur",
        tasks="Regarder comment on teste. Essayer vous-même. Poser des questions.",
        wanted="De la curiosité.",
        learned="Ce que fait un testeur de logiciels.",
        per=PayPer.NOTHING,
        pay=(0, None),
        french=French.A2,
        beginner=True,
        days=5,
    ),
    Work(
        kind=_L,
        title="Mission de traduction arabe et dari",
        tasks="Traduire des fiches simples. Relire avec une collègue.",
        wanted="Bien écrire l’arabe ou le dari.",
        learned="Les outils de traduction.",
        per=PayPer.MISSION,
        pay=(900, None),
        french=French.B1,
        beginner=False,
        presence=Presence.REMOTE,
        days=30,
        hours=20,
    ),
    Work(
        kind=_A,
        title="Alternance développement d’applications",
        tasks="Écrire du code avec une équipe. Tester. Expliquer.",
        wanted="Un premier langage.",
        learned="Python, les bases de données, le diplôme.",
        per=PayPer.MONTH,
        pay=(1000, 1500),
        french=French.B1,
        beginner=False,
        presence=Presence.HYBRID,
        days=365,
    ),
    Work(
        kind=_I,
        title="Stage réparation d’ordinateurs",
        tasks="Ouvrir, nettoyer, remplacer des pièces. Installer un système.",
        wanted="Aimer réparer.",
        learned="Le diagnostic, Linux.",
        per=PayPer.MONTH,
        pay=(680, None),
        french=French.NONE,
        beginner=True,
        days=45,
    ),
    Work(
        kind=_F,
        title="Employé de cuisine",
        tasks="Préparer des légumes. Tenir la cuisine propre. Suivre les recettes.",
        wanted="Travailler en équipe.",
        learned="L’hygiène, les commandes sur tablette.",
        per=PayPer.HOUR,
        pay=(12, 13),
        french=French.A1,
        beginner=True,
        days=180,
    ),
    Work(
        kind=_P,
        title="Développeuse ou développeur web",
        tasks="Faire évoluer nos sites. Parler avec les clients.",
        wanted="JavaScript, Python, deux ans de pratique.",
        learned="L’accessibilité.",
        per=PayPer.YEAR,
        pay=(33000, 38000),
        french=French.B1,
        beginner=False,
        presence=Presence.HYBRID,
    ),
)

#: What learners say of themselves, without a CV file.
PROFILES: tuple[dict[str, Any], ...] = (
    {"did": "J’ai vendu des fruits au marché pendant cinq ans.", "can": "Compter vite, parler aux clients."},
    {"did": "J’ai enseigné les mathématiques.", "can": "Expliquer, Excel, premiers pas en Python."},
    {"did": "J’ai travaillé dans un hôtel, à l’accueil.", "can": "Trois langues, réservations en ligne."},
    {"did": "J’ai réparé des téléphones.", "can": "Souder, trouver une panne, rester calme."},
    {"did": "J’ai suivi le cours de développement web.", "can": "HTML, CSS, un peu de JavaScript."},
    {"did": "J’ai élevé trois enfants et aidé mes voisins.", "can": "M’organiser, écouter, cuisiner."},
)
