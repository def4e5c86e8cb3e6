"""The plain words of return and resume codes: short, known early, hard to mistake for one another.

Our own list. No two words are one slip of a finger apart, so that a slip can be forgiven, and no
word could hurt, or be read as speaking of a report.
"""

_WORDS = """
acorn actor advice afloat aisle album alcove almond alpaca alphabet amaze amber anchor angle
animal antler anvil apple apricot apron aquarium arcade arch arctic armchair armour arrow ashore
atlas atom attic auburn autumn award awning axle azure backpack badge bagel baker balcony ballet
balloon bamboo banana bandage banjo bargain bark barley barrel basil basket bassoon battery beacon
beads beetle bench beret berry bicycle binder birch birthday biscuit bison blackbird blanket
blazer blend blizzard blossom blouse bluebell blueberry boat bobbin bonfire bonnet bookcase
bookshop boots border borrow bottle boulder bouquet bowling bowtie bracelet bracket bramble branch
bravery bread breakfast breeze brick bridge brightly broccoli brochure bronze brook brush bubble
bucket buckle budget buffet bugle builder bulb bungalow bunting butter butterfly button buzzard
cabbage cabin cable cactus cafe calendar calm camel camera campfire campus canal canary candle
canoe canopy canteen canvas canyon captain caramel caravan carbon cardigan career carnival
carousel carpet carrot cashew castle casual cavern cedar ceiling celery cello cement census centre
century ceramic cereal chair chalk chamber champion change channel chapter charcoal charm cheddar
cheese cherry chess chestnut chicken chimes chimney chocolate chorus cinema cinnamon circle circus
citrus clarinet classic clay cliff climb cloak cloth cloudy clover cluster coach coaster cobalt
cobweb cockerel cocoa coconut coffee collage collect colour column comedy comet comfort compass
compose computer concert condor confetti connect cookbook cooker copper copy coral corner
cornflake corridor cosmic cottage cotton counter country courage courtyard cousin cowboy crackle
cradle craft cranberry crane crayon cream create credit crescent crest cricket crisp crocus
crossing crowd cruise crumb crunchy crystal cube cuckoo cucumber cupboard curious cursor curtain
cushion cutlery cycle cyclist cymbal cypress daffodil daisy damson dancer dandelion dawn daylight
daytime decade deckchair decorate deer delta denim dentist depot desert desk detective dial
diamond diary digger digital dimple dinner diploma dishes distance ditto dolls dolphin domino
donkey doorbell dormouse dotted double doughnut dove downhill dragon drapes drawer drawing
dressing drift driver drizzle drum drumstick duckling dungaree dusty duvet dynamo eagle earth
easel easily east echo eclipse edition eighteen elastic elbow elder electric elegant elephant
eleven embark emblem emerald enamel encore energy engine engrave enjoy envelope equator estate
evening evergreen excellent exchange exhibit explore fabric faithful falcon famous fancy farmer
fashion fasten favour feather fedora fence fennel fern festival fiction fiddle field fifteen
filter finch firefly fireside firework fisherman flamingo flannel flapjack flask fleece flicker
flight flint flock floral flower fluffy flurry flute flying foam focus foggy folder foliage follow
footpath footstep forecast foreman forest forever forklift formula fortune forward fossil fountain
foxglove frame freckle fresco freshly fringe frog frost fruit fudge future gadget galaxy gallop
garage garden garlic gather gazebo gazelle gearbox gentle gerbil gherkin giant gift ginger giraffe
glacier glass gleam glider glimpse glisten glitter globe glossy glowing gnome goblet golden
goldfish gondola goose graceful graduate grain grammar granary granite grape gravel gravity green
grocer ground group grouse guest guide guinea guitar gumboot gymnast habit halfway halo hamlet
hammer hammock hamster handsome handy harbour hardware harmony harness harp harvest hatchback
hawthorn haystack hazel hazy headline hedge hedgehog height helmet helper herbal heron herring
hexagon highland highway hiking hilltop hockey holiday holly homework honey honeycomb hoof
hopscotch horizon hornet horse hotel hourglass household hover huddle humble hummus hundred husky
hydrant icicle icing igloo iguana impala indigo indoor inkwell insect interest interval invent
invite iris iron island italic ivory jackdaw jacket jaguar janitor jasmine jelly jersey jewel
jigsaw jogger joiner journal journey joyful jubilee juggle juice jukebox jumper junior juniper
justice kangaroo kayak keeper kernel kestrel ketchup kettle keyboard keyhole kilt kindly kingdom
kiosk kipper kitchen kitten knight knitting knock knot koala label lace ladder ladybird lagoon
lakeside lamb laminate landing language lantern laptop lasagne latch latte laugh launch laundry
laurel lavender layer layout leader leaf league lecture leek legend lemon lemonade length lentil
leopard lesson letter lettuce liberty library lichen lido lifeboat lifeguard lilac limerick
limestone limousine linen linking lioness liquid little lively lizard llama lobby lobster locket
lodge lofty logic lollipop lookout loop lorry lotus lounge luggage lullaby lunar luxury lynx lyric
machine magazine magic magnet magnolia magpie mahogany mailbox mainland mallard mammoth mandolin
mango mansion manual maple marathon marble margin marigold marina market marmalade marquee marsh
marvel master material mattress mayor meadow meander mechanic medal meeting melon memory menu
mermaid message meteor metre midnight migrate milestone milkshake millet mimosa mineral minibus
minnow minstrel minute miracle mirror mission mixture mobile model molecule monitor monsoon
monument moonlight moorland moped morning mosaic moss moth motion motorway mouse movement mudguard
muffin mulberry mural museum mushroom music mustard napkin national natural nature navy necktie
nectar needle network newspaper newton nibble nickel nineteen nomad noodle north notebook notice
nougat novel nozzle number nursery nutmeg nutshell oasis oatmeal oblong ocean octagon octave
octopus office ointment olive omelette onion onward opal opera optical orange orbit orchard
orchestra organ origami ornament osprey ostrich otter outdoor outfit outing outline oven overcoat
overhead overlap overnight overtake oxygen oyster package paddle padlock pageant paint palace
pancake panda panel panther pantry papaya paper parachute parade parallel parasol parcel pardon
parlour parsley parsnip partridge party passage passenger passport pasta pasture path patrol
pattern pavement pavilion payment peaceful peach peacock peanut pearl pebble pelican pencil
penguin peninsula pepper perfect perfume petal pheasant phone photo pianist piano picnic picture
pigeon pillar pillow pilot pinafore pineapple pinecone pink pioneer pipe pistachio pitcher pizza
planet plank plaster plate platform plenty plough plum plumber plywood pocketful podium poem polar
polish polite pollen pollinate polo polygon pond pontoon popcorn poppy popular porcelain porch
porridge portable porter portion portrait position postbox postcard postman potato pottery pounce
powder practice prairie premium pretzel primrose prism prize professor profile propeller prune
pudding pulley pullover pulse pumice pumpkin puppet purchase purple puzzle pyramid quail quarry
quarter quartz quaver queue quilt quince quiz quote rabbit radiator radio radish rafter railway
rainbow raincoat raindrop rainfall raisin rambler random rapid raspberry rattle raven ravine razor
receipt recipe recycle reef referee refresh reindeer rejoice relax relish remember remote repair
reserve resort return rhubarb rhythm ribbon ribcage rice riding ringlet ripple risotto riverbank
road robin robot rodeo roller rooster rope rosemary rotate route routine rowing ruby rucksack
rudder ruffle ruler runner runway sachet saffron saga sailboat sailor salad salmon salsa salute
sample sandal sandbox sandwich sapling sapphire sardine satchel satellite satin saturn sauce
saucepan sausage savanna savoury saxophone scaffold scale scallop scarecrow scarf scatter scenery
scholar school science scissors scone scooter scout scramble screen scribble script seabird
seagull seahorse sealion seaside season seatbelt seaweed seesaw seminar senior sentence series
seven shack shadow shampoo shamrock shape shawl shearing sheep shell shelter shepherd sherbet
shine ship shirt shoelace shopping shoreline shovel shower shrimp shrub shuffle shutter shuttle
sideboard sideways signal signature silicon silk silver sixteen skate sketch skillet skipping
skylark skyline sledge sleepy sleeve slender slice slipper slipway slogan slope smile smoothie
smudge snail snapshot sneeze snippet snorkel snowball snowdrop snowman snug soap soccer sofa
softly solid sonata soprano sorbet sorrel south souvenir spacious spade spaniel sparkle sparrow
spatula speaker spectrum sphere spider spinach spinning spiral splash splendid sponge spoon sport
spotlight spring sprinkle sprout spruce square squash squirrel stable stadium stage staircase
stamp stapler starfish starling station statue steeple stellar stencil steppe stereo stitch stool
storage storeroom stork strap stream street stretch stripe stroll student studio sturdy style
submarine suburb sugar suitcase sultana summer sunbeam sundial sunflower sunlight sunny sunrise
sunset sunshine supper supply surface surfing surname surprise swallow swan sweater swift swimming
swing sycamore symphony syrup tablet tackle tadpole tailback talent tandem tangerine tank tapestry
tarmac tartan tassel taxi teacup teammate teapot teaspoon telephone telescope tenant tennis tenor
tepee terrace terrier textile thatch theatre theme thimble thirteen thirty thistle thorough
thousand thread thrive throne thrush thunder tiara ticket tidy tiger tiller timber timetable
timpani tinsel tiptoe tissue title toadstool toast together tomato tomorrow tonic toolbox topaz
tortoise toucan tower town toyshop track tractor tradition traffic trailer transfer transport
trapeze treacle treasure treetop trellis triangle tribute tricycle trifle trilogy trio trolley
trombone tropical trousers trowel trumpet trunk tugboat tulip tundra tunnel turbine turkey
turmeric turnip turquoise turtle tutor twelve twenty twice twilight twinkle twirl tyre ukulele
umbrella unfold unicorn uniform universe unpack uphill uplift upright upstairs upward urban urchin
useful usher vacation vacuum valley vanilla vanish vapour variety vase vault vegetable vehicle
velvet venue veranda verb vessel viaduct video village vineyard vintage viola violet violin vision
visitor visual vivid vocal voice volcano volume voucher voyage vulture waffle wagon wagtail
wallaby wallpaper walnut warbler wardrobe warehouse warmth washing wasp water waterfall watermill
waxwork weaver website weekday weekend welcome wetland whale wharf wheat wheel whisk whisper white
wicker widget wigwam wildlife windmill window winter wolf wombat wonder wooden woodland wool
workbench workshop worldwide wren writer yacht yard yearly yellow yesterday yeti yoga yogurt yolk
zebra zeppelin zero zigzag zinc zodiac zone zoology
"""
CODE_WORDS = tuple(_WORDS.split())
"""1458 different words; seven of them carry more than 73 bits, kept by keyed hash."""
