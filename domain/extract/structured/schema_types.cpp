#include "domain/extract/structured/schema_node.hpp"
#include "domain/text/word_set.hpp"

namespace leadstream::extraction::schema {
namespace {

/// LocalBusiness and what schema.org derives from it.
const word_set& local_businesses() {
  static const word_set types(
      "AccountingService AdultEntertainment AmusementPark AnimalShelter ArchiveOrganization ArtGallery "
      "Attorney AutoBodyShop AutoDealer AutoPartsStore AutoRental AutoRepair AutoWash AutomatedTeller "
      "AutomotiveBusiness Bakery BankOrCreditUnion BarOrPub BeautySalon BedAndBreakfast BikeStore "
      "BookStore BowlingAlley Brewery CafeOrCoffeeShop Campground Casino ChildCare Chiropractic "
      "ClothingStore ComedyClub CommunityHealth ComputerStore ConvenienceStore CovidTestingFacility "
      "DaySpa Dentist DepartmentStore Dermatology DietNutrition Distillery DryCleaningOrLaundry "
      "ElectronicsStore Electrician Emergency EmergencyService EmploymentAgency EntertainmentBusiness "
      "ExerciseGym FastFoodRestaurant FinancialService FireStation Florist FoodEstablishment "
      "FurnitureStore GardenStore GasStation GeneralContractor Geriatric GolfCourse GovernmentOffice "
      "GroceryStore Gynecologic HVACBusiness HairSalon HardwareStore HealthAndBeautyBusiness HealthClub "
      "HobbyShop HomeAndConstructionBusiness HomeGoodsStore Hospital Hostel Hotel HousePainter "
      "IceCreamShop IndividualPhysician InsuranceAgency InternetCafe JewelryStore LegalService Library "
      "LiquorStore LocalBusiness Locksmith LodgingBusiness MedicalBusiness MedicalClinic "
      "MensClothingStore Midwifery MobilePhoneStore Motel MotorcycleDealer MotorcycleRepair "
      "MovieRentalStore MovieTheater MovingCompany MusicStore NailSalon NightClub Notary Nursing "
      "Obstetric OfficeEquipmentStore Oncologic Optician Optometric Otolaryngologic OutletStore "
      "PawnShop Pediatric PetStore Pharmacy Physician PhysiciansOffice Physiotherapy PlasticSurgery "
      "Plumber Podiatric PoliceStation PostOffice PrimaryCare ProfessionalService Psychiatric "
      "PublicHealth PublicSwimmingPool RadioStation RealEstateAgent RecyclingCenter Resort Restaurant "
      "RoofingContractor SelfStorage ShoeStore ShoppingCenter SkiResort SportingGoodsStore "
      "SportsActivityLocation SportsClub StadiumOrArena Store TattooParlor TelevisionStation "
      "TennisComplex TireShop TouristInformationCenter ToyStore TravelAgency VacationRental "
      "VeterinaryCare WholesaleStore Winery");
  return types;
}

/// Organization and its other kinds.
const word_set& organizations() {
  static const word_set types(
      "Airline AnimalOrganization BandOrMusicGroup CableOrSatelliteService Chapter CollegeOrUniversity "
      "Consortium Cooperative Corporation DanceGroup DiagnosticLab EducationalOrganization "
      "ElementarySchool FundingAgency FundingScheme GovernmentOrganization HighSchool LibrarySystem "
      "Manufacturer MedicalOrganization MiddleSchool MusicGroup MusicVenue NGO NewsMediaOrganization "
      "NonprofitOrganization OnlineBusiness OnlineMarketplace OnlineStore Organization "
      "PerformingArtsTheater PerformingGroup PoliticalParty Preschool Project ResearchOrganization "
      "ResearchProject School SearchRescueOrganization SportsOrganization SportsTeam TheaterGroup Trust "
      "VeterinaryClinic WorkersUnion");
  return types;
}

} // namespace

bool is_local_business(std::string_view type) {
  return local_businesses().contains(type);
}
bool is_organization(std::string_view type) {
  return organizations().contains(type) || is_local_business(type);
}

} // namespace leadstream::extraction::schema
