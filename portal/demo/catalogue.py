"""Demo catalogue: programmes, courses, places and invented first names, as plain data.

What the courses and programmes are comes from the association's 2020 activity report and the OECD's 2024
case note; every sentence here is our own. How much French a course needs, what to bring, step-free access
and the order of some courses are choices made for the demo. Only the Paris head office has a real street
address: the other centres in France are invented, and the coordinates are approximate.

Texts come in French, English and Arabic. French punctuation has its no-break space (U+00A0), escaped.
A street address stays in Latin letters in every language, so that it matches the sign on the street.
"""

from typing import Any

PROGRAMMES: list[dict[str, Any]] = [
    {
        "slug": "flash",
        "kind": "flash",
        "name": {
            "fr": "Atelier flash",
            "en": "Flash workshop",
            "ar": "ورشة سريعة",
        },
        "summary": {
            "fr": "Un seul atelier, près de chez vous. Vous découvrez un métier ou un geste utile.",
            "en": "One workshop in your neighbourhood. You discover a job or a useful skill.",
            "ar": "ورشة واحدة بالقرب منك. يمكنك اكتشاف مهنة أو مهارة مفيدة.",
        },
    },
    {
        "slug": "digitall",
        "kind": "literacy",
        "name": {
            "fr": "DigitAll",
            "en": "DigitAll",
            "ar": "DigitAll",
        },
        "summary": {
            "fr": "Apprenez à utiliser un ordinateur et internet, pas à pas. Il y a 3 niveaux.",
            "en": "Learn to use a computer and the internet, step by step. There are 3 levels.",
            "ar": "تعلّم استخدام الحاسوب والإنترنت خطوة بخطوة. هناك 3 مستويات.",
        },
    },
    {
        "slug": "digistart",
        "kind": "discovery",
        "name": {
            "fr": "DigiStart",
            "en": "DigiStart",
            "ar": "DigiStart",
        },
        "summary": {
            "fr": ("Découvrez comment se fabrique un site web. Vous créez le vôtre, sur place ou à distance."),
            "en": "Discover how people build websites. You make your own, in class or from home.",
            "ar": "اكتشاف طريقة بناء المواقع. يمكنك إنشاء موقعك، حضوريًا أو عن بُعد.",
        },
    },
    {
        "slug": "webdev",
        "kind": "professional",
        "name": {
            "fr": "Développement web",
            "en": "Web development",
            "ar": "تطوير مواقع الويب",
        },
        "summary": {
            "fr": (
                "Apprenez à créer des sites web\u00a0: c’est un métier. Après les cours, vous partez en entreprise."
            ),
            "en": "Learn the job of building websites. After the classes, you join a company.",
            "ar": "تعلّم مهنة بناء المواقع. بعد الدروس يأتي تدريب في شركة.",
        },
    },
    {
        "slug": "tssr",
        "kind": "professional",
        "name": {
            "fr": "Systèmes et réseaux",
            "en": "Systems and networks",
            "ar": "الأنظمة والشبكات",
        },
        "summary": {
            "fr": (
                "Apprenez à installer, relier et dépanner des ordinateurs. "
                "Après les cours, vous partez en entreprise."
            ),
            "en": "Learn to install, connect and repair computers. After the classes, you join a company.",
            "ar": "تعلّم تركيب الحواسيب وربطها وإصلاحها. بعد الدروس يأتي تدريب في شركة.",
        },
    },
    {
        "slug": "digital-advisors",
        "kind": "professional",
        "name": {
            "fr": "Conseillères et conseillers numériques",
            "en": "Digital advisors",
            "ar": "الإرشاد الرقمي",
        },
        "summary": {
            "fr": "Vous avez appris le numérique avec nous. À votre tour, aidez d’autres personnes.",
            "en": "You learned digital skills with us. Now it is your turn to help others.",
            "ar": "تعلّمت معنا المهارات الرقمية. الآن يمكنك مساعدة الآخرين.",
        },
    },
    {
        "slug": "softskills",
        "kind": "soft_skills",
        "name": {
            "fr": "Confiance et emploi",
            "en": "Confidence and job skills",
            "ar": "الثقة بالنفس ومهارات العمل",
        },
        "summary": {
            "fr": (
                "Travaillez votre CV, vos entretiens et votre confiance en vous. "
                "Des personnes de nos entreprises partenaires vous guident."
            ),
            "en": (
                "Work on your CV, your interviews and your confidence. People from our partner companies guide you."
            ),
            "ar": "العمل على السيرة الذاتية والمقابلات والثقة بالنفس. يساعدك أشخاص يعملون في شركات شريكة.",
        },
    },
    {
        "slug": "dip",
        "kind": "international",
        "name": {
            "fr": "Programme d’inclusion numérique",
            "en": "Digital Inclusion Program",
            "ar": "برنامج الإدماج الرقمي",
        },
        "summary": {
            "fr": ("Un programme de 6 mois, avec l’organisation JRS. Une équipe locale vous apprend le numérique."),
            "en": ("A 6-month programme with the organisation JRS. A local team teaches you digital skills."),
            "ar": "برنامج مدته 6 أشهر مع منظمة JRS. يعلّمك فريق محلي المهارات الرقمية.",
        },
    },
    {
        "slug": "custom",
        "kind": "on_request",
        "name": {
            "fr": "Cours sur mesure",
            "en": "Custom course",
            "ar": "دورة حسب الطلب",
        },
        "summary": {
            "fr": (
                "Nous préparons un cours pour votre entreprise, association ou administration. "
                "Dites-nous qui, où et quand."
            ),
            "en": (
                "We prepare a course for your company, association or public office. Tell us who, where and when."
            ),
            "ar": "نُعدّ دورة لشركتك أو جمعيتك أو إدارتك. يمكنك إخبارنا لمن وأين ومتى.",
        },
    },
]

COURSES: list[dict[str, Any]] = [
    {
        "slug": "digitall-1",
        "programme": "digitall",
        "level": 1,
        "title": {
            "fr": "Premiers pas sur l’ordinateur",
            "en": "First steps on a computer",
            "ar": "الخطوات الأولى على الحاسوب",
        },
        "summary": {
            "fr": "Vous découvrez l’ordinateur et internet. Vous pouvez commencer sans rien savoir.",
            "en": "You discover the computer and the internet. You can start with no experience.",
            "ar": "اكتشاف الحاسوب والإنترنت. يمكنك البدء بلا أي خبرة.",
        },
        "activities": [
            {
                "fr": "Reconnaître les parties d’un ordinateur",
                "en": "Name the parts of a computer",
                "ar": "التعرف على أجزاء الحاسوب",
            },
            {
                "fr": "Utiliser la souris et le clavier",
                "en": "Use the mouse and the keyboard",
                "ar": "استخدام الفأرة ولوحة المفاتيح",
            },
            {
                "fr": "Ouvrir, ranger et retrouver un fichier",
                "en": "Open, store and find a file",
                "ar": "فتح ملف وحفظه والعثور عليه",
            },
            {
                "fr": "Chercher une information sur internet",
                "en": "Look for information on the internet",
                "ar": "البحث عن معلومة على الإنترنت",
            },
        ],
        "bring": [],
        "prerequisites": None,
        "certificate": None,
        "french": "none",
        "leads_to": ["digitall-2"],
    },
    {
        "slug": "digitall-2",
        "programme": "digitall",
        "level": 2,
        "title": {
            "fr": "L’ordinateur de tous les jours",
            "en": "Computer skills for every day",
            "ar": "الحاسوب في الحياة اليومية",
        },
        "summary": {
            "fr": "Vous écrivez des e-mails et des lettres. Vous apprenez aussi à protéger vos données.",
            "en": "You write e-mails and letters. You also learn to protect your data.",
            "ar": "كتابة الرسائل الإلكترونية والنصوص. وكذلك حماية بياناتك الشخصية.",
        },
        "activities": [
            {
                "fr": "Envoyer un e-mail avec un document joint",
                "en": "Send an e-mail with a document attached",
                "ar": "إرسال رسالة إلكترونية مع مستند",
            },
            {
                "fr": "Écrire une lettre et la mettre en page",
                "en": "Write a letter and make it look neat",
                "ar": "كتابة رسالة وتنسيقها",
            },
            {
                "fr": "Choisir un mot de passe solide",
                "en": "Choose a strong password",
                "ar": "اختيار كلمة مرور قوية",
            },
            {
                "fr": "Repérer un site dangereux",
                "en": "Spot an unsafe website",
                "ar": "كشف المواقع غير الآمنة",
            },
        ],
        "bring": [
            {
                "fr": "Votre adresse e-mail, si vous en avez une",
                "en": "Your e-mail address, if you have one",
                "ar": "عنوان بريدك الإلكتروني، إن وُجد",
            },
        ],
        "prerequisites": {
            "fr": "Savoir utiliser une souris, un clavier et internet.",
            "en": "You can use a mouse, a keyboard and the internet.",
            "ar": "معرفة استخدام الفأرة ولوحة المفاتيح والإنترنت.",
        },
        "certificate": None,
        "french": "a1",
        "leads_to": ["digitall-3"],
    },
    {
        "slug": "digitall-3",
        "programme": "digitall",
        "level": 3,
        "title": {
            "fr": "Tableaux, agenda et outils avancés",
            "en": "Tables, calendar and advanced tools",
            "ar": "الجداول والتقويم وأدوات متقدمة",
        },
        "summary": {
            "fr": ("Vous faites des calculs dans un tableau. Vous organisez vos e-mails, contacts et rendez-vous."),
            "en": ("You do sums in a table on the computer. You organise your e-mails, contacts and appointments."),
            "ar": "إجراء حسابات في جدول على الحاسوب. وتنظيم الرسائل وجهات الاتصال والمواعيد.",
        },
        "activities": [
            {
                "fr": "Créer un tableau et le remplir vite",
                "en": "Build a table and fill it in quickly",
                "ar": "إنشاء جدول وتعبئته بسرعة",
            },
            {
                "fr": "Faire calculer des totaux par l’ordinateur",
                "en": "Let the computer work out totals",
                "ar": "حساب المجاميع تلقائيًا",
            },
            {
                "fr": "Rendre un tableau clair et lisible",
                "en": "Make a table clear and easy to read",
                "ar": "جعل الجدول واضحًا وسهل القراءة",
            },
            {
                "fr": "Tenir votre agenda sur l’ordinateur",
                "en": "Keep your calendar on the computer",
                "ar": "تنظيم مواعيدك في تقويم إلكتروني",
            },
            {
                "fr": "Protéger vos données personnelles",
                "en": "Protect your personal data",
                "ar": "حماية بياناتك الشخصية",
            },
        ],
        "bring": [],
        "prerequisites": {
            "fr": "Savoir envoyer un e-mail et écrire une lettre sur ordinateur.",
            "en": "You can send an e-mail and type a letter.",
            "ar": "معرفة إرسال رسالة إلكترونية وكتابة نص على الحاسوب.",
        },
        "certificate": None,
        "french": "a2",
        "leads_to": ["digistart"],
    },
    {
        "slug": "flash-developer",
        "programme": "flash",
        "level": None,
        "title": {
            "fr": "Une journée dans le développement web",
            "en": "A web developer’s day",
            "ar": "يوم في مهنة تطوير المواقع",
        },
        "summary": {
            "fr": ("Une personne qui crée des sites web raconte sa journée. Ensuite, vous essayez par le jeu."),
            "en": "Someone who builds websites tells you about their day. Then you try it through games.",
            "ar": "شخص يعمل في بناء المواقع يحكي عن يومه. ثم يمكنك التجربة من خلال ألعاب.",
        },
        "activities": [
            {
                "fr": "Écouter une personne du métier et lui poser vos questions",
                "en": "Listen to a professional and ask your questions",
                "ar": "الاستماع إلى شخص من المهنة وطرح أسئلتك",
            },
            {
                "fr": "Comparer les idées reçues et la réalité du métier",
                "en": "Compare what people imagine with the real job",
                "ar": "مقارنة الأفكار الشائعة بواقع المهنة",
            },
            {
                "fr": "Modifier une page web en jouant",
                "en": "Change a web page in a game",
                "ar": "تعديل صفحة ويب من خلال لعبة",
            },
            {
                "fr": "Découvrir les cours possibles ensuite",
                "en": "See which courses can come next",
                "ar": "التعرف على الدورات التالية الممكنة",
            },
        ],
        "bring": [],
        "prerequisites": None,
        "certificate": None,
        "french": "a2",
        "leads_to": ["digistart"],
    },
    {
        "slug": "flash-network",
        "programme": "flash",
        "level": None,
        "title": {
            "fr": "Une journée dans les réseaux",
            "en": "A network technician’s day",
            "ar": "يوم في مهنة تقنيات الشبكات",
        },
        "summary": {
            "fr": ("Une personne qui relie des ordinateurs entre eux raconte sa journée. Ensuite, vous essayez."),
            "en": "Someone who connects computers together tells you about their day. Then you try it.",
            "ar": "شخص يربط الحواسيب بعضها ببعض يحكي عن يومه. ثم يمكنك التجربة.",
        },
        "activities": [
            {
                "fr": "Écouter une personne du métier et lui poser vos questions",
                "en": "Listen to a professional and ask your questions",
                "ar": "الاستماع إلى شخص من المهنة وطرح أسئلتك",
            },
            {
                "fr": "Comparer les idées reçues et la réalité du métier",
                "en": "Compare what people imagine with the real job",
                "ar": "مقارنة الأفكار الشائعة بواقع المهنة",
            },
            {
                "fr": "Relier 2 ordinateurs entre eux",
                "en": "Connect 2 computers",
                "ar": "ربط حاسوبين أحدهما بالآخر",
            },
            {
                "fr": "Chercher une panne en équipe",
                "en": "Find a fault as a team",
                "ar": "البحث عن عطل ضمن فريق",
            },
            {
                "fr": "Découvrir les cours possibles ensuite",
                "en": "See which courses can come next",
                "ar": "التعرف على الدورات التالية الممكنة",
            },
        ],
        "bring": [],
        "prerequisites": None,
        "certificate": None,
        "french": "a2",
        "leads_to": ["digistart"],
    },
    {
        "slug": "flash-phone-safety",
        "programme": "flash",
        "level": None,
        "title": {
            "fr": "Protéger votre téléphone",
            "en": "Keep your phone safe",
            "ar": "حماية هاتفك",
        },
        "summary": {
            "fr": (
                "Vous réglez votre téléphone pour protéger vos données. "
                "Vous apprenez à repérer les messages trompeurs."
            ),
            "en": ("You set up your phone to protect your data. You learn to spot messages that trick people."),
            "ar": "ضبط هاتفك لحماية بياناتك. وتعلّم كشف الرسائل الخادعة.",
        },
        "activities": [
            {
                "fr": "Choisir un bon code de verrouillage",
                "en": "Choose a good screen lock",
                "ar": "اختيار قفل جيد للشاشة",
            },
            {
                "fr": "Repérer un faux message",
                "en": "Spot a fake message",
                "ar": "كشف رسالة مزيفة",
            },
            {
                "fr": "Vérifier ce que vos applications peuvent voir",
                "en": "Check what your apps can see",
                "ar": "التحقق مما يمكن للتطبيقات رؤيته",
            },
            {
                "fr": "Garder une copie de vos photos et contacts",
                "en": "Keep a copy of your photos and contacts",
                "ar": "حفظ نسخة من صورك وجهات اتصالك",
            },
        ],
        "bring": [
            {
                "fr": "Votre téléphone, chargé",
                "en": "Your phone, charged",
                "ar": "هاتفك مشحونًا",
            },
        ],
        "prerequisites": None,
        "certificate": None,
        "french": "none",
        "leads_to": ["digitall-1"],
    },
    {
        "slug": "flash-first-email",
        "programme": "flash",
        "level": None,
        "title": {
            "fr": "Votre première adresse e-mail",
            "en": "Your first e-mail address",
            "ar": "بريدك الإلكتروني الأول",
        },
        "summary": {
            "fr": "Vous créez une adresse e-mail à vous. Puis vous envoyez votre premier message.",
            "en": "You create an e-mail address of your own. Then you send your first message.",
            "ar": "إنشاء بريد إلكتروني خاص بك. ثم إرسال رسالتك الأولى.",
        },
        "activities": [
            {
                "fr": "Créer votre adresse",
                "en": "Create your address",
                "ar": "إنشاء عنوانك",
            },
            {
                "fr": "Écrire et envoyer un message",
                "en": "Write and send a message",
                "ar": "كتابة رسالة وإرسالها",
            },
            {
                "fr": "Lire un message et y répondre",
                "en": "Read a message and reply",
                "ar": "قراءة رسالة والرد عليها",
            },
            {
                "fr": "Garder votre mot de passe en sécurité",
                "en": "Keep your password safe",
                "ar": "حفظ كلمة المرور في أمان",
            },
        ],
        "bring": [
            {
                "fr": "Votre téléphone, chargé",
                "en": "Your phone, charged",
                "ar": "هاتفك مشحونًا",
            },
            {
                "fr": "Un papier et un stylo",
                "en": "A pen and paper",
                "ar": "ورقة وقلم",
            },
        ],
        "prerequisites": None,
        "certificate": None,
        "french": "none",
        "leads_to": ["digitall-1"],
    },
    {
        "slug": "flash-online-forms",
        "programme": "flash",
        "level": None,
        "title": {
            "fr": "Les services publics en ligne",
            "en": "Public services online",
            "ar": "الخدمات العامة عبر الإنترنت",
        },
        "summary": {
            "fr": (
                "Vous remplissez un formulaire en ligne, pas à pas. Nous utilisons des exemples, pas vos dossiers."
            ),
            "en": "You fill in an online form, step by step. We use examples, not your own papers.",
            "ar": "تعبئة استمارة إلكترونية خطوة بخطوة. نستخدم أمثلة، لا أوراقك الشخصية.",
        },
        "activities": [
            {
                "fr": "Trouver le bon site officiel",
                "en": "Find the right official website",
                "ar": "العثور على الموقع الرسمي الصحيح",
            },
            {
                "fr": "Remplir un formulaire d’exemple",
                "en": "Fill in a practice form",
                "ar": "تعبئة استمارة تدريبية",
            },
            {
                "fr": "Joindre la photo d’un document",
                "en": "Attach a photo of a document",
                "ar": "إرفاق صورة مستند",
            },
            {
                "fr": "Prendre un rendez-vous en ligne",
                "en": "Book an appointment online",
                "ar": "حجز موعد عبر الإنترنت",
            },
        ],
        "bring": [
            {
                "fr": "Votre téléphone, chargé",
                "en": "Your phone, charged",
                "ar": "هاتفك مشحونًا",
            },
        ],
        "prerequisites": None,
        "certificate": None,
        "french": "a1",
        "leads_to": ["digitall-1"],
    },
    {
        "slug": "flash-job-search",
        "programme": "flash",
        "level": None,
        "title": {
            "fr": "Chercher un travail avec un téléphone",
            "en": "Look for a job on your phone",
            "ar": "البحث عن عمل بالهاتف",
        },
        "summary": {
            "fr": ("Vous cherchez des offres d’emploi sur votre téléphone. Vous apprenez à y répondre simplement."),
            "en": "You search for jobs on your phone. You learn a simple way to apply.",
            "ar": "البحث عن عروض عمل على هاتفك. وتعلّم طريقة بسيطة للرد عليها.",
        },
        "activities": [
            {
                "fr": "Chercher des offres près de chez vous",
                "en": "Search for jobs near you",
                "ar": "البحث عن عروض قريبة منك",
            },
            {
                "fr": "Lire une offre et garder l’essentiel",
                "en": "Read a job advert and find the key points",
                "ar": "قراءة العرض وفهم نقاطه المهمة",
            },
            {
                "fr": "Recevoir une alerte pour chaque nouvelle offre",
                "en": "Get an alert for each new job",
                "ar": "تلقي تنبيه عند كل عرض جديد",
            },
            {
                "fr": "Répondre à une offre par un court message",
                "en": "Answer a job advert with a short message",
                "ar": "الرد على عرض برسالة قصيرة",
            },
        ],
        "bring": [
            {
                "fr": "Votre téléphone, chargé",
                "en": "Your phone, charged",
                "ar": "هاتفك مشحونًا",
            },
            {
                "fr": "Votre CV, si vous en avez un",
                "en": "Your CV, if you have one",
                "ar": "سيرتك الذاتية، إن وُجدت",
            },
        ],
        "prerequisites": None,
        "certificate": None,
        "french": "a2",
        "leads_to": ["digitall-1"],
    },
    {
        "slug": "flash-video-call",
        "programme": "flash",
        "level": None,
        "title": {
            "fr": "Réussir un appel vidéo",
            "en": "Make a video call",
            "ar": "إجراء مكالمة فيديو",
        },
        "summary": {
            "fr": ("Vous passez un appel vidéo avec votre téléphone. C’est utile pour un cours ou un rendez-vous."),
            "en": "You make a video call on your phone. It is useful for courses and appointments.",
            "ar": "إجراء مكالمة فيديو بهاتفك. هذا مفيد للدروس والمواعيد عن بُعد.",
        },
        "activities": [
            {
                "fr": "Rejoindre un appel avec un lien",
                "en": "Join a call from a link",
                "ar": "الانضمام إلى مكالمة عبر رابط",
            },
            {
                "fr": "Couper et remettre le son et l’image",
                "en": "Turn the sound and picture off and on",
                "ar": "إيقاف الصوت والصورة وإعادتهما",
            },
            {
                "fr": "Choisir un endroit calme et bien éclairé",
                "en": "Choose a quiet place with good light",
                "ar": "اختيار مكان هادئ ومضاء جيدًا",
            },
            {
                "fr": "Utiliser moins de données mobiles",
                "en": "Use less mobile data",
                "ar": "تقليل استهلاك بيانات الهاتف",
            },
        ],
        "bring": [
            {
                "fr": "Votre téléphone, chargé",
                "en": "Your phone, charged",
                "ar": "هاتفك مشحونًا",
            },
            {
                "fr": "Des écouteurs, si vous en avez",
                "en": "Earphones, if you have some",
                "ar": "سماعات، إن وُجدت",
            },
        ],
        "prerequisites": None,
        "certificate": None,
        "french": "none",
        "leads_to": ["digitall-1"],
    },
    {
        "slug": "digistart",
        "programme": "digistart",
        "level": None,
        "title": {
            "fr": "DigiStart\u00a0: créez votre site web",
            "en": "DigiStart: build your own website",
            "ar": "إنشاء موقعك مع DigiStart",
        },
        "summary": {
            "fr": ("Vous apprenez le code, la langue des sites web. Le rythme est rapide et vous créez votre site."),
            "en": ("You learn code, the language of websites. The pace is fast and you build your own site."),
            "ar": "تعلّم البرمجة، وهي لغة المواقع. الوتيرة سريعة، وفي النهاية لديك موقعك الخاص.",
        },
        "activities": [
            {
                "fr": "Écrire une page web avec du code",
                "en": "Write a web page in code",
                "ar": "كتابة صفحة ويب بالبرمجة",
            },
            {
                "fr": "Choisir les couleurs et la mise en page",
                "en": "Choose the colours and the layout",
                "ar": "اختيار الألوان وترتيب الصفحة",
            },
            {
                "fr": "Créer votre propre site",
                "en": "Make a website of your own",
                "ar": "إنشاء موقع خاص بك",
            },
            {
                "fr": "Découvrir les métiers du numérique",
                "en": "Discover digital jobs",
                "ar": "التعرف على المهن الرقمية",
            },
        ],
        "bring": [
            {
                "fr": "Un ordinateur portable, si vous en avez un",
                "en": "A laptop, if you have one",
                "ar": "حاسوب محمول، إن وُجد",
            },
        ],
        "prerequisites": {
            "fr": "Savoir utiliser un ordinateur et internet sans aide.",
            "en": "You can use a computer and the internet without help.",
            "ar": "القدرة على استخدام الحاسوب والإنترنت دون مساعدة.",
        },
        "certificate": None,
        "french": "a2",
        "leads_to": ["webdev", "tssr"],
    },
    {
        "slug": "webdev",
        "programme": "webdev",
        "level": None,
        "title": {
            "fr": "Développement web",
            "en": "Web development",
            "ar": "تطوير مواقع الويب",
        },
        "summary": {
            "fr": "Vous suivez 4 mois et demi de cours. Ensuite, vous partez en stage pour 4 à 6 mois.",
            "en": "You have 4 and a half months of classes. Then you do an internship of 4 to 6 months.",
            "ar": "مدة الدروس 4 أشهر ونصف. ثم تدريب في شركة من 4 إلى 6 أشهر.",
        },
        "activities": [
            {
                "fr": "Créer des sites web complets",
                "en": "Build complete websites",
                "ar": "بناء مواقع كاملة",
            },
            {
                "fr": "Travailler en équipe sur un projet de 2 semaines",
                "en": "Work in a team on a 2-week project",
                "ar": "العمل ضمن فريق في مشروع مدته أسبوعان",
            },
            {
                "fr": "Montrer ce projet au Demo Day, notre journée de présentation",
                "en": "Show this project at Demo Day, our day of presentations",
                "ar": "عرض المشروع في Demo Day، يوم تقديم المشاريع",
            },
            {
                "fr": "Chercher un stage avec une personne bénévole à vos côtés",
                "en": "Look for an internship with a volunteer beside you",
                "ar": "البحث عن تدريب بمساعدة شخص متطوع",
            },
        ],
        "bring": [
            {
                "fr": "Un ordinateur portable, si vous en avez un",
                "en": "A laptop, if you have one",
                "ar": "حاسوب محمول، إن وُجد",
            },
        ],
        "prerequisites": {
            "fr": "Avoir suivi DigiStart, ou savoir écrire une page web simple.",
            "en": "You took DigiStart, or you can write a simple web page.",
            "ar": "إتمام DigiStart أو القدرة على كتابة صفحة ويب بسيطة.",
        },
        "certificate": {
            "fr": (
                "Certification RNCP de niveau 5, soit 2 ans d’études supérieures. "
                "Le RNCP est la liste officielle française des certifications."
            ),
            "en": (
                "RNCP level 5 certificate, like 2 years of higher education. "
                "RNCP is the official French list of qualifications."
            ),
            "ar": (
                "شهادة RNCP من المستوى 5، أي سنتان من التعليم العالي. قائمة RNCP هي السجل الفرنسي الرسمي للشهادات."
            ),
        },
        "french": "b1",
        "leads_to": [],
    },
    {
        "slug": "tssr",
        "programme": "tssr",
        "level": None,
        "title": {
            "fr": "Systèmes et réseaux",
            "en": "Systems and networks",
            "ar": "الأنظمة والشبكات",
        },
        "summary": {
            "fr": (
                "Vous suivez 4 mois et demi de cours. "
                "Ensuite, vous partez en stage ou en alternance (cours et travail)."
            ),
            "en": (
                "You have 4 and a half months of classes. "
                "Next comes an internship or apprenticeship in a partner company."
            ),
            "ar": "مدة الدروس 4 أشهر ونصف. ثم تدريب، أو عمل مع دراسة، لدى شركة شريكة.",
        },
        "activities": [
            {
                "fr": "Installer et régler des ordinateurs",
                "en": "Install and set up computers",
                "ar": "تركيب الحواسيب وضبطها",
            },
            {
                "fr": "Relier des ordinateurs en réseau",
                "en": "Connect computers in a network",
                "ar": "ربط الحواسيب في شبكة",
            },
            {
                "fr": "Trouver et réparer une panne",
                "en": "Find and fix a fault",
                "ar": "اكتشاف عطل وإصلاحه",
            },
            {
                "fr": "Aider une personne qui a un problème d’ordinateur",
                "en": "Help someone who has a computer problem",
                "ar": "مساعدة شخص لديه مشكلة في الحاسوب",
            },
        ],
        "bring": [
            {
                "fr": "Un ordinateur portable, si vous en avez un",
                "en": "A laptop, if you have one",
                "ar": "حاسوب محمول، إن وُجد",
            },
        ],
        "prerequisites": {
            "fr": "Avoir suivi DigiStart, ou bien connaître l’ordinateur.",
            "en": "You took DigiStart, or you know computers well.",
            "ar": "إتمام DigiStart أو معرفة جيدة بالحاسوب.",
        },
        "certificate": {
            "fr": (
                "Certification RNCP de niveau 5, soit 2 ans d’études supérieures. "
                "Le RNCP est la liste officielle française des certifications."
            ),
            "en": (
                "RNCP level 5 certificate, like 2 years of higher education. "
                "RNCP is the official French list of qualifications."
            ),
            "ar": (
                "شهادة RNCP من المستوى 5، أي سنتان من التعليم العالي. قائمة RNCP هي السجل الفرنسي الرسمي للشهادات."
            ),
        },
        "french": "b1",
        "leads_to": [],
    },
    {
        "slug": "digital-advisors",
        "programme": "digital-advisors",
        "level": None,
        "title": {
            "fr": "Conseillère ou conseiller numérique",
            "en": "Digital advisor",
            "ar": "مهنة الإرشاد الرقمي",
        },
        "summary": {
            "fr": ("Vous apprenez à aider des personnes avec le numérique. Vous transmettez ce que vous savez déjà."),
            "en": "You learn to help people with digital tasks. You pass on what you already know.",
            "ar": "تعلّم مساعدة الناس في المهام الرقمية. ونقل ما لديك من معرفة.",
        },
        "activities": [
            {
                "fr": "Écouter et comprendre ce qu’il faut à chaque personne",
                "en": "Listen and understand what someone needs",
                "ar": "الاستماع وفهم ما يحتاجه كل شخص",
            },
            {
                "fr": "Expliquer avec des mots simples",
                "en": "Explain in simple words",
                "ar": "الشرح بكلمات بسيطة",
            },
            {
                "fr": "Guider une personne dans un formulaire en ligne",
                "en": "Guide someone through an online form",
                "ar": "مساعدة شخص في تعبئة استمارة إلكترونية",
            },
            {
                "fr": "Animer un petit atelier",
                "en": "Lead a small workshop",
                "ar": "إدارة ورشة صغيرة",
            },
        ],
        "bring": [],
        "prerequisites": {
            "fr": "Avoir suivi l’un de nos cours et aimer expliquer.",
            "en": "You took one of our courses and like to explain.",
            "ar": "إتمام إحدى دوراتنا وحب الشرح للآخرين.",
        },
        "certificate": None,
        "french": "b2",
        "leads_to": [],
    },
    {
        "slug": "softskills-cv",
        "programme": "softskills",
        "level": None,
        "title": {
            "fr": "Écrire votre CV",
            "en": "Write your CV",
            "ar": "كتابة سيرتك الذاتية",
        },
        "summary": {
            "fr": ("Le CV est une page qui présente votre parcours. Vous écrivez le vôtre, avec une courte lettre."),
            "en": "A CV is a page about your skills and work. You write yours, with a short letter.",
            "ar": "السيرة الذاتية صفحة تعرض خبراتك ومهاراتك. يمكنك كتابتها مع رسالة قصيرة.",
        },
        "activities": [
            {
                "fr": "Faire la liste de vos expériences et de vos atouts",
                "en": "List your experience and your strengths",
                "ar": "كتابة قائمة بخبراتك ونقاط قوتك",
            },
            {
                "fr": "Choisir un modèle clair",
                "en": "Choose a clear layout",
                "ar": "اختيار نموذج واضح",
            },
            {
                "fr": "Écrire une courte lettre à une entreprise",
                "en": "Write a short letter to a company",
                "ar": "كتابة رسالة قصيرة إلى شركة",
            },
            {
                "fr": "Demander l’avis d’une personne qui travaille en entreprise",
                "en": "Ask someone who works in a company for advice",
                "ar": "أخذ رأي شخص يعمل في شركة",
            },
        ],
        "bring": [
            {
                "fr": "Les dates de vos emplois et de vos études",
                "en": "The dates of your jobs and studies",
                "ar": "تواريخ أعمالك ودراستك",
            },
            {
                "fr": "Votre CV, si vous en avez un",
                "en": "Your CV, if you have one",
                "ar": "سيرتك الذاتية، إن وُجدت",
            },
        ],
        "prerequisites": None,
        "certificate": None,
        "french": "a2",
        "leads_to": ["softskills-interview"],
    },
    {
        "slug": "softskills-interview",
        "programme": "softskills",
        "level": None,
        "title": {
            "fr": "Préparer un entretien d’embauche",
            "en": "Prepare for a job interview",
            "ar": "التحضير لمقابلة عمل",
        },
        "summary": {
            "fr": (
                "Vous jouez un entretien avec une personne d’une entreprise. Elle vous donne ensuite des conseils."
            ),
            "en": "You practise an interview with someone from a company. Then they give you advice.",
            "ar": "التدرب على مقابلة مع شخص يعمل في شركة. ثم تلقي نصائح منه.",
        },
        "activities": [
            {
                "fr": "Vous présenter en quelques phrases",
                "en": "Introduce yourself in a few sentences",
                "ar": "التعريف بنفسك في جمل قليلة",
            },
            {
                "fr": "Répondre aux questions fréquentes",
                "en": "Answer common questions",
                "ar": "الإجابة عن الأسئلة الشائعة",
            },
            {
                "fr": "Préparer vos propres questions",
                "en": "Prepare questions of your own",
                "ar": "إعداد أسئلة خاصة بك",
            },
            {
                "fr": "Vous exercer à 2",
                "en": "Practise in pairs",
                "ar": "التدرب مع شخص آخر",
            },
        ],
        "bring": [
            {
                "fr": "Votre CV, si vous en avez un",
                "en": "Your CV, if you have one",
                "ar": "سيرتك الذاتية، إن وُجدت",
            },
            {
                "fr": "Une offre qui vous intéresse, si possible",
                "en": "A job advert you like, if possible",
                "ar": "عرض عمل يهمك، إن أمكن",
            },
        ],
        "prerequisites": None,
        "certificate": None,
        "french": "b1",
        "leads_to": [],
    },
    {
        "slug": "softskills-linkedin",
        "programme": "softskills",
        "level": None,
        "title": {
            "fr": "Votre page LinkedIn",
            "en": "Your LinkedIn page",
            "ar": "صفحتك على LinkedIn",
        },
        "summary": {
            "fr": "LinkedIn est un site pour trouver des contacts de travail. Vous y créez votre page.",
            "en": "LinkedIn is a website for finding contacts at work. You create your page there.",
            "ar": "موقع LinkedIn مخصص للتواصل في مجال العمل. يمكنك إنشاء صفحتك عليه.",
        },
        "activities": [
            {
                "fr": "Créer ou améliorer votre page",
                "en": "Create or improve your page",
                "ar": "إنشاء صفحتك أو تحسينها",
            },
            {
                "fr": "Choisir ce que les autres peuvent voir",
                "en": "Choose what other people can see",
                "ar": "اختيار ما يراه الآخرون",
            },
            {
                "fr": "Écrire à une personne qui fait le métier souhaité",
                "en": "Write to someone who does the job you want",
                "ar": "مراسلة شخص يعمل في المهنة التي تهمك",
            },
            {
                "fr": "Trouver des offres d’emploi",
                "en": "Find job adverts",
                "ar": "العثور على عروض عمل",
            },
        ],
        "bring": [
            {
                "fr": "Un téléphone ou un ordinateur portable",
                "en": "A phone or a laptop",
                "ar": "هاتف أو حاسوب محمول",
            },
            {
                "fr": "Votre CV, si vous en avez un",
                "en": "Your CV, if you have one",
                "ar": "سيرتك الذاتية، إن وُجدت",
            },
        ],
        "prerequisites": {
            "fr": "Avoir une adresse e-mail ou un numéro de téléphone.",
            "en": "You have an e-mail address or a phone number.",
            "ar": "توفر بريد إلكتروني أو رقم هاتف.",
        },
        "certificate": None,
        "french": "a2",
        "leads_to": ["softskills-interview"],
    },
    {
        "slug": "softskills-confidence",
        "programme": "softskills",
        "level": None,
        "title": {
            "fr": "Confiance et travail en équipe",
            "en": "Confidence and teamwork",
            "ar": "الثقة بالنفس والعمل ضمن فريق",
        },
        "summary": {
            "fr": ("Vous vous exercez à parler devant un petit groupe. Vous jouez et vous cherchez ensemble."),
            "en": "You practise speaking in front of a small group. You play and solve problems together.",
            "ar": "التدرب على الكلام أمام مجموعة صغيرة. وكذلك اللعب وحل المشكلات معًا.",
        },
        "activities": [
            {
                "fr": "Dire ce que vous savez bien faire",
                "en": "Say what you do well",
                "ar": "الحديث عن نقاط قوتك",
            },
            {
                "fr": "Écouter et répondre avec calme",
                "en": "Listen and answer calmly",
                "ar": "الاستماع والرد بهدوء",
            },
            {
                "fr": "Relever un défi en équipe",
                "en": "Take on a challenge as a team",
                "ar": "مواجهة تحدٍّ ضمن فريق",
            },
        ],
        "bring": [],
        "prerequisites": None,
        "certificate": None,
        "french": "a2",
        "leads_to": ["softskills-interview"],
    },
    {
        "slug": "dip",
        "programme": "dip",
        "level": None,
        "title": {
            "fr": "Programme d’inclusion numérique",
            "en": "Digital Inclusion Program",
            "ar": "برنامج الإدماج الرقمي",
        },
        "summary": {
            "fr": (
                "Pendant 6 mois, vous apprenez le numérique et l’anglais du travail. "
                "Vous passez aussi 51 heures sur les relations au travail."
            ),
            "en": (
                "For 6 months, you learn digital skills and English for work. "
                "You also spend 51 hours on working with other people."
            ),
            "ar": (
                "خلال 6 أشهر، تعلّم المهارات الرقمية والإنجليزية للعمل. وكذلك 51 ساعة عن التعامل مع الآخرين في العمل."
            ),
        },
        "activities": [
            {
                "fr": "Utiliser internet et comprendre le monde numérique",
                "en": "Use the internet and understand the digital world",
                "ar": "استخدام الإنترنت وفهم العالم الرقمي",
            },
            {
                "fr": "Écrire des documents et remplir des tableaux",
                "en": "Write documents and fill in tables",
                "ar": "كتابة المستندات وتعبئة الجداول",
            },
            {
                "fr": "Retoucher des images",
                "en": "Edit images",
                "ar": "تعديل الصور",
            },
            {
                "fr": "Recueillir des données sur des sites web",
                "en": "Collect data from websites",
                "ar": "جمع بيانات من المواقع",
            },
            {
                "fr": "Chercher du travail en ligne et préparer votre propre activité",
                "en": "Look for paid work online and plan your own business",
                "ar": "البحث عن عمل عبر الإنترنت والتخطيط لمشروعك الخاص",
            },
        ],
        "bring": [],
        "prerequisites": None,
        "certificate": None,
        "french": "none",
        "leads_to": [],
    },
    {
        "slug": "custom-work-tools",
        "programme": "custom",
        "level": None,
        "title": {
            "fr": "Les outils numériques au travail",
            "en": "Digital tools at work",
            "ar": "الأدوات الرقمية في العمل",
        },
        "summary": {
            "fr": ("Votre entreprise ou votre association demande ce cours pour vous. Nous l’adaptons à vos tâches."),
            "en": "Your company or association asks for this course. We adapt it to your tasks.",
            "ar": "تطلب شركتك أو جمعيتك هذه الدورة. ونحن نكيّفها مع مهامك.",
        },
        "activities": [
            {
                "fr": "Écrire et classer vos e-mails de travail",
                "en": "Write and sort your work e-mails",
                "ar": "كتابة رسائل العمل وترتيبها",
            },
            {
                "fr": "Remplir un tableau simple",
                "en": "Fill in a simple table",
                "ar": "تعبئة جدول بسيط",
            },
            {
                "fr": "Découvrir le programme qui gère un entrepôt",
                "en": "Discover a program that runs a warehouse",
                "ar": "التعرف على برنامج لإدارة المستودعات",
            },
            {
                "fr": "Chercher une offre d’emploi sur un téléphone",
                "en": "Look for a job on a phone",
                "ar": "البحث عن عمل بالهاتف",
            },
        ],
        "bring": [],
        "prerequisites": None,
        "certificate": None,
        "french": "a1",
        "leads_to": [],
    },
]

PLACES: list[dict[str, Any]] = [
    {
        "slug": "paris-20",
        "city": "Paris",
        "country": "FR",
        "timezone": "Europe/Paris",
        "online": False,
        "name": {
            "fr": "Paris 20e, rue de la Réunion",
            "en": "Paris 20th district, rue de la Réunion",
            "ar": "باريس، الدائرة 20",
        },
        "address": {
            "fr": "15 rue de la Réunion, 75020 Paris",
            "en": "15 rue de la Réunion, 75020 Paris",
            "ar": "15 rue de la Réunion, 75020 Paris",
        },
        "directions": {
            "fr": "Prenez le métro 9 jusqu’à Buzenval. Marchez ensuite quelques minutes.",
            "en": "Take metro line 9 to Buzenval. Then walk for a few minutes.",
            "ar": "المترو، الخط 9، محطة Buzenval. ثم المشي بضع دقائق.",
        },
        "step_free": False,
        "latitude": 48.853,
        "longitude": 2.402,
    },
    {
        "slug": "montreuil",
        "city": "Montreuil",
        "country": "FR",
        "timezone": "Europe/Paris",
        "online": False,
        "name": {
            "fr": "Maison du Tilleul bleu, Montreuil",
            "en": "Maison du Tilleul bleu, Montreuil",
            "ar": "بيت الزيزفون الأزرق، مونتروي",
        },
        "address": {
            "fr": "4 allée du Tilleul bleu, 93100 Montreuil",
            "en": "4 allée du Tilleul bleu, 93100 Montreuil",
            "ar": "Maison du Tilleul bleu, 4 allée du Tilleul bleu, 93100 Montreuil",
        },
        "directions": {
            "fr": "Prenez le métro 9 jusqu’à Mairie de Montreuil. Le centre est tout près, à pied.",
            "en": "Take metro line 9 to Mairie de Montreuil. The centre is a short walk away.",
            "ar": "المترو، الخط 9، محطة Mairie de Montreuil. المركز قريب من المحطة.",
        },
        "step_free": True,
        "latitude": 48.862,
        "longitude": 2.441,
    },
    {
        "slug": "le-pre-saint-gervais",
        "city": "Le Pré-Saint-Gervais",
        "country": "FR",
        "timezone": "Europe/Paris",
        "online": False,
        "name": {
            "fr": "Espace du Cerisier doré, Le Pré-Saint-Gervais",
            "en": "Espace du Cerisier doré, Le Pré-Saint-Gervais",
            "ar": "فضاء الكرزة الذهبية، لو بري سان جيرفيه",
        },
        "address": {
            "fr": "7 passage du Cerisier doré, 93310 Le Pré-Saint-Gervais",
            "en": "7 passage du Cerisier doré, 93310 Le Pré-Saint-Gervais",
            "ar": "Espace du Cerisier doré, 7 passage du Cerisier doré, 93310 Le Pré-Saint-Gervais",
        },
        "directions": {
            "fr": "Prenez le métro 5 jusqu’à Hoche. Marchez ensuite 10 minutes.",
            "en": "Take metro line 5 to Hoche. Then walk for 10 minutes.",
            "ar": "المترو، الخط 5، محطة Hoche. ثم المشي 10 دقائق.",
        },
        "step_free": False,
        "latitude": 48.885,
        "longitude": 2.404,
    },
    {
        "slug": "bordeaux",
        "city": "Bordeaux",
        "country": "FR",
        "timezone": "Europe/Paris",
        "online": False,
        "name": {
            "fr": "Centre social du Héron vert, Bordeaux",
            "en": "Centre social du Héron vert, Bordeaux",
            "ar": "مركز البلشون الأخضر، بوردو",
        },
        "address": {
            "fr": "12 rue du Héron vert, 33000 Bordeaux",
            "en": "12 rue du Héron vert, 33000 Bordeaux",
            "ar": "Centre social du Héron vert, 12 rue du Héron vert, 33000 Bordeaux",
        },
        "directions": {
            "fr": "Prenez le tram A jusqu’à Porte de Bourgogne. Marchez ensuite 5 minutes.",
            "en": "Take tram A to Porte de Bourgogne. Then walk for 5 minutes.",
            "ar": "الترام، الخط A، محطة Porte de Bourgogne. ثم المشي 5 دقائق.",
        },
        "step_free": True,
        "latitude": 44.838,
        "longitude": -0.567,
    },
    {
        "slug": "lille",
        "city": "Lille",
        "country": "FR",
        "timezone": "Europe/Paris",
        "online": False,
        "name": {
            "fr": "Maison du Lièvre blanc, Lille",
            "en": "Maison du Lièvre blanc, Lille",
            "ar": "بيت الأرنب الأبيض، ليل",
        },
        "address": {
            "fr": "9 rue du Lièvre blanc, 59000 Lille",
            "en": "9 rue du Lièvre blanc, 59000 Lille",
            "ar": "Maison du Lièvre blanc, 9 rue du Lièvre blanc, 59000 Lille",
        },
        "directions": {
            "fr": "Prenez le métro 1 jusqu’à Wazemmes. Marchez ensuite 5 minutes.",
            "en": "Take metro line 1 to Wazemmes. Then walk for 5 minutes.",
            "ar": "المترو، الخط 1، محطة Wazemmes. ثم المشي 5 دقائق.",
        },
        "step_free": True,
        "latitude": 50.622,
        "longitude": 3.05,
    },
    {
        "slug": "nantes",
        "city": "Nantes",
        "country": "FR",
        "timezone": "Europe/Paris",
        "online": False,
        "name": {
            "fr": "Maison du Phare rouge, Nantes",
            "en": "Maison du Phare rouge, Nantes",
            "ar": "بيت المنارة الحمراء، نانت",
        },
        "address": {
            "fr": "3 place du Phare rouge, 44000 Nantes",
            "en": "3 place du Phare rouge, 44000 Nantes",
            "ar": "Maison du Phare rouge, 3 place du Phare rouge, 44000 Nantes",
        },
        "directions": {
            "fr": "Prenez le tram 1 jusqu’à Commerce. Marchez ensuite 5 minutes.",
            "en": "Take tram 1 to Commerce. Then walk for 5 minutes.",
            "ar": "الترام، الخط 1، محطة Commerce. ثم المشي 5 دقائق.",
        },
        "step_free": True,
        "latitude": 47.213,
        "longitude": -1.558,
    },
    {
        "slug": "dzaleka",
        "city": "Dzaleka",
        "country": "MW",
        "timezone": "Africa/Blantyre",
        "online": False,
        "name": {
            "fr": "Dzaleka, salle informatique",
            "en": "Dzaleka, computer room",
            "ar": "دزاليكا، قاعة الحاسوب",
        },
        "address": {
            "fr": "Camp de Dzaleka, Dowa, Malawi",
            "en": "Dzaleka camp, Dowa, Malawi",
            "ar": "مخيم دزاليكا، دوا، ملاوي",
        },
        "directions": {
            "fr": "La salle est dans le camp. Venez à pied et demandez le programme numérique.",
            "en": "The room is inside the camp. Come on foot and ask for the digital programme.",
            "ar": "القاعة داخل المخيم. يمكنك القدوم مشيًا والسؤال عن البرنامج الرقمي.",
        },
        "step_free": False,
        "latitude": -13.66,
        "longitude": 33.87,
    },
    {
        "slug": "kakuma",
        "city": "Kakuma",
        "country": "KE",
        "timezone": "Africa/Nairobi",
        "online": False,
        "name": {
            "fr": "Kakuma, salle informatique",
            "en": "Kakuma, computer room",
            "ar": "كاكوما، قاعة الحاسوب",
        },
        "address": {
            "fr": "Camp de Kakuma, Turkana, Kenya",
            "en": "Kakuma camp, Turkana, Kenya",
            "ar": "مخيم كاكوما، توركانا، كينيا",
        },
        "directions": {
            "fr": "La salle est dans le camp. Venez à pied ou en minibus.",
            "en": "The room is inside the camp. Come on foot or by minibus.",
            "ar": "القاعة داخل المخيم. يمكنك القدوم مشيًا أو بحافلة صغيرة.",
        },
        "step_free": False,
        "latitude": 3.717,
        "longitude": 34.853,
    },
    {
        "slug": "online",
        "city": "",
        "country": "FR",
        "timezone": "Europe/Paris",
        "online": True,
        "name": {
            "fr": "En ligne",
            "en": "Online",
            "ar": "عبر الإنترنت",
        },
        "address": None,
        "directions": {
            "fr": "Ouvrez le lien du cours à l’heure prévue. Un téléphone suffit.",
            "en": "Open the course link at the start time. A phone is enough.",
            "ar": "يمكنك الانضمام بفتح رابط الدرس في موعده. الهاتف يكفي.",
        },
        "step_free": True,
        "latitude": None,
        "longitude": None,
    },
]

FIRST_NAMES: list[str] = [
    "Amina",
    "Yusuf",
    "Olena",
    "Farid",
    "Mariam",
    "Tesfaye",
    "Nadia",
    "Ibrahim",
    "Shirin",
    "Dmytro",
    "Fatoumata",
    "Mamadou",
    "Zahra",
    "Hamid",
    "Oksana",
    "Samuel",
    "Grace",
    "Aline",
    "Divine",
    "Tenzin",
    "Dolma",
    "Rosa",
    "Carlos",
    "Mehdi",
    "Sofia",
    "Linh",
    "Priya",
    "Arjun",
    "Selam",
    "Bilal",
    "Khadija",
    "Ousmane",
    "Awa",
    "Tariq",
    "Leyla",
    "Bogdan",
    "Irina",
    "Mei",
    "Esther",
    "Emmanuel",
]

#: Who asked for a call, and what they wrote.
CALLS: list[tuple[str, str]] = [
    ("Mariam", "Après 17 h, s’il vous plaît. Je voudrais apprendre à écrire un CV."),
    ("Yonas", "Le matin. Je ne sais pas quel cours choisir."),
]

#: Who waits for which course to get a date.
WISHES: list[tuple[str, str]] = [("Oksana", "tssr"), ("Idriss", "custom-work-tools"), ("Nadia", "webdev")]
