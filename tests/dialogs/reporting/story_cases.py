"""Composed stories with what stands in them; the people are invented.

Each story has the guesses that a careful reader would make: kind, and a word that must stand in
it. What is not listed is wrong to guess. They are written as people write: neighbours, relatives,
parents, workers; with and without names, capitals and stops.
"""

Case = tuple[str, tuple[tuple[str, str], ...]]

CHILD, MAN, CARER = "child", "person_of_concern", "parent_or_carer"

CASES: tuple[Case, ...] = (
    (
        ("Corry Oakapple is at the flat when her mum works. The little girl, she is about 6, "
        "cries. He is her stepdad, I think."),
        ((CHILD, "little girl"), (MAN, "Corry Oakapple, her stepdad")),
    ),
    (
        ("A man called Corry Thistlewood is always at the flat below. He buys the girl things. The "
        "girl is Tansy, about 9. Last Tuesday I saw him take her to the swimming pool."),
        (
            (CHILD, "Tansy, about 9"), (MAN, "Corry Thistlewood"), ("where", "flat below"),
            ("when", "Last Tuesday"), ("known_by", "I saw"),
        ),
    ),
    (
        ("My sister's new boyfriend keeps picking up my niece from school. She is 7 and has gone "
        "very quiet since Christmas. He drives a white van."),
        ((CHILD, "my niece"), (MAN, "My sister's new boyfriend"), ("when", "since Christmas")),
    ),
    (
        ("Tansy Mossop (9) told me that Uncle Len comes into her room at night. Her mum Juniper "
        "does not believe her. It happens every Friday."),
        (
            (CHILD, "Tansy Mossop, 9"), (MAN, "Uncle Len"), (CARER, "Juniper"),
            ("how_often", "every Friday"), ("known_by", "told me"),
        ),
    ),
    (
        ("I am worried about the kids next door, Wilf and Bramble. Their dad shouts at them all "
        "the time. Two nights ago I heard a bang and crying."),
        (
            (CHILD, "Wilf"), (CHILD, "Bramble"), ("when", "Two nights ago"),
            ("how_often", "all the time"),
        ),
    ),
    (
        "corry thistlewood waits at the school gates most days. he gives sweets to a boy of about 8",
        ((CHILD, "a boy of about 8"), ("where", "school gates"), ("how_often", "most days")),
    ),
    ("There is always shouting.", ()),
    ("Something is not right with the family upstairs.", ()),
    (
        ("Hi, my name is Juniper Fernsby and I live on Mill Lane. The man downstairs has young "
        "girls in his flat at all hours. In the summer I saw him give one of them vodka. Last "
        "week another girl, maybe 13, was crying in the stairwell."),
        (
            (MAN, "The man downstairs"), ("where", "in his flat"), ("when", "Last week"),
            ("known_by", "I saw"), ("incident", "vodka"),
        ),
    ),
    (
        ("My daughter Tansy, 6, came back from football with a new phone. Her coach, Mr "
        "Thistlewood, gave it to her. He also messages her on WhatsApp every night."),
        (
            (CHILD, "Tansy, 6, My daughter"), (MAN, "Mr Thistlewood, Her coach"),
            ("where", "on WhatsApp"), ("how_often", "every night"),
        ),
    ),
    (
        ("Wilf is 4 and his brother Bramble is 11. Their step-dad Corrin hits Bramble. I have seen "
        "it twice in the garden at their house."),
        (
            (CHILD, "Wilf, 4"), (CHILD, "Bramble, 11"), (MAN, "Corrin, Their step-dad"),
            ("how_often", "twice"), ("known_by", "I have seen"),
        ),
    ),
    (
        ("There's a bloke named Len Oakapple who hangs around the park near the primary. Drives a "
        "red Corsa. Kids get in his car."),
        ((MAN, "Len Oakapple"), ("where", "around the park")),
    ),
    (
        ("My ex-husband has our son Wilf at weekends. Wilf comes home frightened and won't sleep. "
        "He is 8. It has been getting worse since the summer."),
        ((CHILD, "Wilf"), ("when", "since the summer"), ("how_often", "getting worse")),
    ),
    (
        ("People are saying that the new caretaker at St Bride's Primary follows girls to the bus "
        "stop. I don't know his name."),
        (("known_by", "People are saying"),),
    ),
    (
        "the girl at number 12 is about 10 and never in school. her mums boyfriend is always drunk",
        ((MAN, "her mums boyfriend"),),
    ),
    (
        ("My neighbour Sorrel told me that her lodger, Corrin Thistlewood, baths her twins Tansy "
        "and Wilf. They are 3."),
        (
            (CHILD, "Tansy"), (CHILD, "Wilf"), (MAN, "Corrin Thistlewood, her lodger"),
            ("known_by", "My neighbour"),
        ),
    ),
    (
        ("I work in the corner shop. A man with a white van parks outside after school and talks "
        "to the girls. Yesterday one got in."),
        ((MAN, "A man with a white van"), ("when", "Yesterday")),
    ),
    (
        ("Years ago, when I was a girl, Mr Oakapple of the church choir did things to me. He still "
        "runs the choir."),
        (),
    ),
    (
        ("My grandson Wilf (5) said to me that Dave makes him keep secrets. Dave Mossop is his "
        "mum's boyfriend, about 40, he moved in last month."),
        (
            (CHILD, "Wilf, 5"), (MAN, "Dave Mossop, about 40"), ("known_by", "My grandson"),
            ("when", "last month"),
        ),
    ),
    (
        ("Bramble, a 12 year old girl in my class, has new trainers and a second phone. She gets "
        "into a car with an older lad at the school gates on Fridays."),
        (
            (CHILD, "Bramble, 12"), (MAN, "an older lad"), ("where", "school gates"),
            ("how_often", "on Fridays"),
        ),
    ),
    (
        ("I'm a health visitor. Mum is Sorrel Oakapple, baby Bramble is 5 months old. Her partner "
        "Corrin answered for her and would not leave the room on Tuesday."),
        (
            (CHILD, "Bramble, 5 months old"), (MAN, "Corrin, Her partner"),
            (CARER, "Sorrel Oakapple"), ("when", "on Tuesday"),
        ),
    ),
    (
        "He keeps turning up. I do not want to say who. Please do something.",
        (),
    ),
    (
        "Saw Tansy Mossop from Year 4 with bruises on both arms in the playground today.",
        ((CHILD, "Tansy Mossop"), ("where", "in the playground"), ("when", "today")),
    ),
    (
        ("My friend's daughter is 14 and her boyfriend is 25. He is called Jory Fernsby and he "
        "works at the fair."),
        ((MAN, "Jory Fernsby"),),
    ),
    (
        "Every evening I can hear screaming from the flat above. Last night there was a thud.",
        (
            ("where", "flat above"), ("when", "Last night"), ("how_often", "Every evening"),
            ("known_by", "I can hear"),
        ),
    ),
    (
        ("My son Wilf told me that the taxi driver, Len, buys him vapes. This has been going on for "
        "about two months. Last Friday Len drove him to Netherby and back."),
        (
            (CHILD, "Wilf, My son"), (MAN, "Len"), ("when", "Last Friday"),
            ("known_by", "My son Wilf told me"),
        ),
    ),
    (
        ("Two little ones, Tansy aged 3 and Sorrel aged 5, are left alone at night. The mother goes "
        "to the pub. I have seen them at the window several times."),
        (
            (CHILD, "Tansy, 3"), (CHILD, "Sorrel, 5"), ("how_often", "several times"),
            ("known_by", "I have seen"),
        ),
    ),
    (
        ("In June 2025 he touched her leg at the pool. In August he sent her pictures. On 3 November "
        "he asked her to come to his caravan."),
        (
            ("where", "at the pool"), ("when", "3 November"), ("incident", "touched her leg"),
            ("incident", "sent her pictures"),
        ),
    ),
    (
        ("Mr. Corrin Thistlewood, the swimming teacher at Elm Road baths, dries the little boys "
        "himself. He is in his fifties."),
        ((MAN, "Corrin Thistlewood"),),
    ),
    (
        "I AM SCARED FOR THE LITTLE BOY ACROSS THE ROAD. HIS UNCLE SHOUTS AT HIM EVERY DAY.",
        (("how_often", "EVERY DAY"), (MAN, "HIS UNCLE")),
    ),
    (
        "Juniper's uncle picks her up from nursery on Mondays. She cries when he comes. She is 4.",
        ((CHILD, "Juniper"), (MAN, "Juniper's uncle"), ("how_often", "on Mondays")),
    ),
    (
        "Moja corka boi sie sasiada. On daje jej cukierki.",
        (),
    ),
    (
        ("Child: Wilf Oakapple, DOB 03/05/2017\nAddress: 4 Mill Lane, Northmoor\nMother: Sorrel "
        "Oakapple\nPerson of concern: Corrin Thistlewood, about 45\nWilf disclosed on 12 November "
        "2026 that Corrin had hit him at home. Mother denied this."),
        (
            (CHILD, "Wilf Oakapple"), (MAN, "Corrin Thistlewood, about 45"),
            (CARER, "Sorrel Oakapple"), ("when", "12 November 2026"),
        ),
    ),
)  # fmt: skip
