"""Invented volunteers: names, employers that do not exist, and what they wrote in their own words."""

NAMES = (
    *("Claire", "Hugo", "Leïla", "Antoine", "Nadia", "Mathis", "Inès", "Julien", "Aminata", "Paul", "Sofia", "Karim"),
    *(
        "Élodie",
        "Bruno",
        "Yasmine",
        "Thomas",
        "Fatou",
        "Marc",
        "Anaïs",
        "David",
        "Salma",
        "Victor",
        "Hélène",
        "Idriss",
    ),
    *("Camille", "Rachid", "Pauline", "Simon", "Myriam", "Étienne", "Aïcha", "Louis", "Judith", "Samuel", "Maud"),
    *("Olivier", "Nora", "Gabriel", "Céline", "Mehdi", "Agathe", "Romain", "Dounia", "Benoît", "Margaux", "Ali"),
    *("Sarah", "Florian", "Khadija", "Nicolas", "Lina", "Adrien", "Zoé", "Malik", "Jeanne", "Quentin", "Oksana"),
    *("Pierre", "Samia", "Arnaud"),
)
SURNAMES = (
    *("Vasseur", "Delmas", "Haddad", "Perrot", "Benali", "Roussel", "Moreira", "Lacombe", "Diallo", "Fontaine"),
    *("Costa", "Mansouri", "Garnier", "Leclerc", "Toumi", "Marchand", "Sow", "Bertin", "Picard", "Lévy"),
)
EMPLOYERS = (
    "Atelier Nord",
    "Boréal Conseil",
    "Lumen Données",
    "Maison Sauvage",
    "Cap Réseaux",
    None,
    "Vertige Studio",
)
MOTIVATIONS = (
    "On m’a aidé quand je cherchais mon premier emploi. À mon tour.",
    "J’aime expliquer, et j’ai du temps le soir.",
    "Je parle plusieurs langues et je connais bien le numérique.",
    "Mon entreprise nous donne du temps pour aider.",
)
WISHES = (
    "Je veux un stage dans une boulangerie ou un restaurant.",
    "J’ai besoin d’un CV en français.",
    "Je veux travailler sur ordinateur.",
    "J’ai peur des entretiens.",
    None,
)
GOALS = ("Un CV en français", "Trois candidatures envoyées", "Un entretien préparé à deux")
LETTERS = ("Peut-on se voir dans votre salle le samedi ?", "Pouvez-vous nous prêter un ordinateur ?")
PROBLEM = "La personne arrive souvent en retard et parle mal de moi. Je ne sais pas quoi faire."
